/** Names for the generated types of `schema.ts`, from which all other types of the client are made. */
import type { components, paths } from "./schema.js";

/** Every named type of the API, for instance `Schemas["ImageReference"]`. */
export type Schemas = components["schemas"];

/** Every address of the API, with what it takes and answers. */
export type { paths as Paths };

/** The addresses that can be read. */
export type Readable = AddressWith<"get">;

/** The addresses that something can be sent to. */
export type Writable = AddressWith<"post">;

/** What an operation takes beside a body: `path`, `query`. */
export type Parameters<Path extends Readable | Writable, Method extends "get" | "post" = "get"> =
  paths[Path] extends Record<Method, { parameters: infer Taken }> ? Taken : never;

/** What reading an address may ask for. */
export type Query<Path extends Readable> = Parameters<Path> extends { query?: infer Asked } ? NonNullable<Asked> : never;

/** What is sent to an address. */
export type Body<Path extends Writable> = paths[Path] extends {
  post: { requestBody: { content: { "application/json": infer Sent } } };
}
  ? Sent
  : never;

/** What reading an address gives. */
export type Answer<Path extends Readable> = paths[Path] extends { get: { responses: { 200: Json<infer Given> } } }
  ? Given
  : never;

/** What sending to an address gives. */
export type Receipt<Path extends Writable> = paths[Path] extends {
  post: { responses: { 201: Json<infer Given> } | { 200: Json<infer Given> } };
}
  ? Given
  : never;

/** One item of the list at an address. */
export type ItemOf<Path extends Readable> = Answer<Path> extends { items: (infer Item)[] } ? Item : never;

/** Those members of an answer's union that are whole, known by a field that no other kind must have. All have an id. */
export type Whole<Given, Field extends string = "title"> = Extract<Given, Record<Field, unknown>> & { id: number };

/** The members of an answer's union that have only the fields that `fields` selected. */
export type Part<Given, Field extends string = "title"> = Exclude<Given, Record<Field, unknown>>;

/** What is asked for without `fields`. */
export type Usual<Asked> = Omit<Asked, "fields"> & { fields?: never };

/** What is asked for with `fields`. */
export type Selected<Asked> = Omit<Asked, "fields"> & { fields: string };

interface Json<Content> {
  content: { "application/json": Content };
}

type AddressWith<Method extends "get" | "post"> = {
  [Path in keyof paths]: paths[Path] extends Record<Method, { responses: object }> ? Path : never;
}[keyof paths];
