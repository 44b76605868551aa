/** Redirects: those of editors, and those that a moved page leaves behind. `cms.resolve` follows them by itself. */
import { type Api, type CallOptions, contentOf } from "./api.js";
import type { Answer, Query } from "./contract.js";
import { at, Listing } from "./listing.js";

const LIST = "/api/v3/redirects/";
const FIND = "/api/v3/redirects/find/";
const DETAIL = "/api/v3/redirects/{redirect_id}/";

/** A redirect. */
export type Redirect = Answer<typeof DETAIL>;

/** What a list of redirects may ask for. */
export type RedirectQuery = Query<typeof LIST>;

/** `cms.redirects`. */
export class Redirects {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The redirect with an id. */
  get(id: number, options: CallOptions = {}): Promise<Redirect> {
    const params = { path: { redirect_id: id } };
    return contentOf(this.#api.http.GET(DETAIL, { params, ...this.#api.init(options) }));
  }

  /** The redirect from a path. */
  find(path: string, options: CallOptions = {}): Promise<Redirect> {
    const params = { query: { html_path: path } };
    return contentOf(this.#api.http.GET(FIND, { params, ...this.#api.init(options) }));
  }

  /** All redirects, for a frontend that makes its own table of them. */
  list(query: RedirectQuery & CallOptions = {}): Listing<Redirect> {
    const { token, signal, ...asked } = query;
    return new Listing((place) => {
      const params = { query: at(place, asked) };
      return contentOf(this.#api.http.GET(LIST, { params, ...this.#api.init({ token, signal }) }));
    }, asked.offset);
  }
}
