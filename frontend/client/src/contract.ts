/** Names for the generated types of `schema.ts`, from which all other types of the client are made. */
import type { components, paths } from "./schema.js";

/** Every named type of the API, for instance `Schemas["ImageReference"]`. */
export type Schemas = components["schemas"];

/** Every address of the API. */
export type { paths as Paths };

/** What a GET of an address answers when all is well. */
export type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { "application/json": infer Body } } } };
}
  ? Body
  : never;

/** The parameters in the query of a GET of an address. */
export type Query<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Parameters } } }
  ? NonNullable<Parameters>
  : never;

/** One item of the list at an address. */
export type ItemOf<Path extends keyof paths> = Answer<Path> extends { items: (infer Item)[] } ? Item : never;
