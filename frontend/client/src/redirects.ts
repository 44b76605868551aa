/** Redirects: those of editors, and those that a moved page leaves behind. `cms.resolve` follows them by itself. */
import type { Api, CallOptions } from "./api.js";
import type { Answer, Part, Query, Selected, Usual, Whole } from "./contract.js";
import { at, Listing, type Place } from "./listing.js";

const LIST = "/api/v3/redirects/";
const FIND = "/api/v3/redirects/find/";
const DETAIL = "/api/v3/redirects/{redirect_id}/";

/** A redirect. */
export type Redirect = Whole<Answer<typeof DETAIL>, "old_path">;

/** A redirect with the fields that `fields` selected. */
export type PartialRedirect = Part<Answer<typeof DETAIL>, "old_path">;

/** What a list of redirects may ask for. */
export type RedirectQuery = Query<typeof LIST>;

/** What a redirect may ask for. */
export type RedirectDetailQuery = Query<typeof DETAIL>;

/** What a redirect by its path may ask for. */
export type RedirectFindQuery = Omit<Query<typeof FIND>, "html_path" | "id">;

/** `cms.redirects`. */
export class Redirects {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The redirect with an id: whole, or with the fields that `fields` names. */
  get(id: number, query?: Usual<RedirectDetailQuery> & CallOptions): Promise<Redirect>;
  get(id: number, query: Selected<RedirectDetailQuery> & CallOptions): Promise<PartialRedirect>;
  get(id: number, query: RedirectDetailQuery & CallOptions = {}): Promise<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    return this.#api.get(DETAIL, { path: { redirect_id: id }, query: this.#api.inSite(asked) }, { token, signal });
  }

  /** The redirect from a path. */
  find(path: string, query?: Usual<RedirectFindQuery> & CallOptions): Promise<Redirect>;
  find(path: string, query: Selected<RedirectFindQuery> & CallOptions): Promise<PartialRedirect>;
  find(path: string, query: RedirectFindQuery & CallOptions = {}): Promise<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    return this.#api.get(FIND, { query: this.#api.inSite({ ...asked, html_path: path }) }, { token, signal });
  }

  /** All redirects, for a frontend that makes its own table of them. */
  list(query?: Usual<RedirectQuery> & CallOptions): Listing<Redirect>;
  list(query: Selected<RedirectQuery> & CallOptions): Listing<PartialRedirect>;
  list(query: RedirectQuery & CallOptions = {}): Listing<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    const read = (place?: Place) =>
      this.#api.get(LIST, { query: this.#api.inSite(at(place, asked)) }, { token, signal });
    return new Listing(read, asked.offset);
  }
}
