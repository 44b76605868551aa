/** Pages: one by its id or address, many by what they are and where they stand. */
import { type Api, type CallOptions, contentOf } from "./api.js";
import type { Answer, ItemOf, Query } from "./contract.js";
import { at, Listing } from "./listing.js";

const LIST = "/api/v3/pages/";
const FIND = "/api/v3/pages/find/";
const DETAIL = "/api/v3/pages/{page_id}/";

/** A page in detail, of any type. `isPage` tells which. */
export type Page = Answer<typeof DETAIL>;

/** The name of a page type, for instance `pages.ProgramPage`. */
export type PageType = Page["meta"]["type"];

/** A page in detail, of one type. */
export type PageOf<Type extends PageType> = Extract<Page, { meta: { type: Type } }>;

/** A page as lists show it. */
export type ListedPage = ItemOf<typeof LIST>;

/** What a list of pages may ask for. */
export type PageQuery = Query<typeof LIST>;

/** What a page in detail may ask for. */
export type PageDetailQuery = Query<typeof DETAIL>;

/** Whether a page is of a type; narrows it to the fields of that type. */
export function isPage<Type extends PageType>(page: Page, type: Type): page is PageOf<Type> {
  return page.meta.type === type;
}

/** `cms.pages`. */
export class Pages {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The page with an id. A `CmsProblem` with 404 where there is none that you may see. */
  get(id: number, query: PageDetailQuery & CallOptions = {}): Promise<Page> {
    const { token, signal, ...asked } = query;
    const params = { path: { page_id: id }, query: asked };
    return contentOf(this.#api.http.GET(DETAIL, { params, ...this.#api.init({ token, signal }) }));
  }

  /** The page at a path of the site. `cms.resolve` knows redirects, too. */
  find(path: string, query: Omit<Query<typeof FIND>, "html_path" | "id"> & CallOptions = {}): Promise<Page> {
    const { token, signal, ...asked } = query;
    const params = { query: this.#api.inSite({ ...asked, html_path: path }) };
    return contentOf(this.#api.http.GET(FIND, { params, ...this.#api.init({ token, signal }) }));
  }

  /** Pages by type, place, fields and words. */
  list(query: PageQuery & CallOptions = {}): Listing<ListedPage> {
    const { token, signal, ...asked } = query;
    return new Listing((place) => {
      const params = { query: this.#api.inSite(at(place, asked)) };
      return contentOf(this.#api.http.GET(LIST, { params, ...this.#api.init({ token, signal }) }));
    }, asked.offset);
  }
}
