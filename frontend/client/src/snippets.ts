/** The directory: what pages refer to and frontends filter by, such as practices and locations, kind by kind. */
import type { Api, CallOptions } from "./api.js";
import type { Parameters, Query, Schemas, Selected, Usual } from "./contract.js";
import { at, Listing, type Place, type Window } from "./listing.js";

const LIST = "/api/v3/snippets/{type}/";
const DETAIL = "/api/v3/snippets/{type}/{pk}/";

/** The kinds of snippets, such as `"pages.Practice"`. */
export type SnippetType = Parameters<typeof LIST>["path"]["type"];

type Named<Prefix extends string, Type> = Type extends `${string}.${infer Name}`
  ? `${Prefix}${Name}` extends keyof Schemas
    ? Schemas[`${Prefix}${Name}`]
    : never
  : never;

/** An entry of one kind, or of any. */
export type Snippet<Type extends SnippetType = SnippetType> = Named<"", Type>;

/** An entry with the fields that `fields` selected. */
export type PartialSnippet<Type extends SnippetType = SnippetType> = Named<"Partial", Type>;

/** What a list of entries may ask for. */
export type SnippetQuery = Query<typeof LIST>;

/** What an entry may ask for. */
export type SnippetDetailQuery = Query<typeof DETAIL>;

/** `cms.snippets`. */
export class Snippets {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The entry of a kind with an id: whole, or with the fields that `fields` names. */
  get<Type extends SnippetType>(
    type: Type,
    id: number | string,
    query?: Usual<SnippetDetailQuery> & CallOptions,
  ): Promise<Snippet<Type>>;
  get<Type extends SnippetType>(
    type: Type,
    id: number | string,
    query: Selected<SnippetDetailQuery> & CallOptions,
  ): Promise<PartialSnippet<Type>>;
  get(type: SnippetType, id: number | string, query: SnippetDetailQuery & CallOptions = {}): Promise<unknown> {
    const { token, signal, ...asked } = query;
    return this.#api.get(DETAIL, { path: { type, pk: String(id) }, query: asked }, { token, signal });
  }

  /** The entries of a kind, as they are walked. */
  list<Type extends SnippetType>(
    type: Type,
    query?: Usual<SnippetQuery> & CallOptions,
  ): Listing<Snippet<Type>>;
  list<Type extends SnippetType>(
    type: Type,
    query: Selected<SnippetQuery> & CallOptions,
  ): Listing<PartialSnippet<Type>>;
  list(type: SnippetType, query: SnippetQuery & CallOptions = {}): Listing<unknown> {
    const { token, signal, ...asked } = query;
    const read = (place?: Place): Promise<Window<unknown>> =>
      this.#api.get(LIST, { path: { type }, query: at(place, asked) }, { token, signal });
    return new Listing(read, asked.offset);
  }
}
