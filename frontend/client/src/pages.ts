/** Pages: one by its id or address, many by what they are and where they stand. */
import type { Api, CallOptions } from "./api.js";
import type { Answer, ItemOf, Part, Query, Selected, Usual, Whole } from "./contract.js";
import { at, Listing, type Place } from "./listing.js";

const LIST = "/api/v3/pages/";
const FIND = "/api/v3/pages/find/";
const DETAIL = "/api/v3/pages/{page_id}/";

/** A page in detail, of any type. `isPage` tells which. */
export type Page = Whole<Answer<typeof DETAIL>>;

/** The name of a page type, for instance `pages.ProgramPage`. */
export type PageType = Page["meta"]["type"];

/** A page in detail, of one type. */
export type PageOf<Type extends PageType> = Extract<Page, { meta: { type: Type } }>;

/** A page with the fields that `fields` selected: each may be missing, but `id` and `meta.type`. */
export type PartialPage = Part<Answer<typeof DETAIL>>;

/** A page as lists show it unless `fields` says otherwise. */
export type ListedPage = WithUsual<ItemOf<typeof LIST>>;

/** What a list of pages may ask for. */
export type PageQuery<Type extends PageType = PageType> = Omit<Query<typeof LIST>, "type"> & { type?: Type[] };

/** What a page in detail may ask for. */
export type PageDetailQuery = Query<typeof DETAIL>;

/** What a page by its path may ask for. */
export type PageFindQuery = Omit<Query<typeof FIND>, "html_path" | "id">;

/** `meta` of each page in a list, unless `fields` says otherwise. */
type UsualMeta = "detail_url" | "first_published_at" | "html_url" | "locale" | "slug" | "type";

type WithUsual<Item> = Item extends { title?: string; meta: infer Meta }
  ? Item & { id: number; title: string; meta: Required<Pick<Meta, UsualMeta & keyof Meta>> }
  : never;

/** Those of a union of pages that may be of a type. `wagtailcore.Page` is what every type is. */
type OfType<Pages, Type> = "wagtailcore.Page" extends Type ? Pages : Extract<Pages, { meta: { type: Type } }>;

/** Whether a page is of a type; narrows it to the fields of that type. */
export function isPage<Any extends { meta: { type: PageType } }, Type extends Any["meta"]["type"]>(
  page: Any,
  type: Type,
): page is Extract<Any, { meta: { type: Type } }> {
  return page.meta.type === type;
}

/** `cms.pages`. */
export class Pages {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The page with an id: whole, or with the fields that `fields` names. A `CmsProblem` with 404 where there is none. */
  get(id: number, query?: Usual<PageDetailQuery> & CallOptions): Promise<Page>;
  get(id: number, query: Selected<PageDetailQuery> & CallOptions): Promise<PartialPage>;
  get(id: number, query: PageDetailQuery & CallOptions = {}): Promise<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    return this.#api.get(DETAIL, { path: { page_id: id }, query: this.#api.inSite(asked) }, { token, signal });
  }

  /** The page at a path of the site. `cms.resolve` knows redirects, too. */
  find(path: string, query?: Usual<PageFindQuery> & CallOptions): Promise<Page>;
  find(path: string, query: Selected<PageFindQuery> & CallOptions): Promise<PartialPage>;
  find(path: string, query: PageFindQuery & CallOptions = {}): Promise<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    return this.#api.get(FIND, { query: this.#api.inSite({ ...asked, html_path: path }) }, { token, signal });
  }

  /** Pages by type, place, fields and words. */
  list<Type extends PageType = PageType>(
    query?: Usual<PageQuery<Type>> & CallOptions,
  ): Listing<OfType<ListedPage, Type>>;
  list<Type extends PageType = PageType>(
    query: Selected<PageQuery<Type>> & CallOptions,
  ): Listing<OfType<PartialPage, Type>>;
  list(query: PageQuery & CallOptions = {}): Listing<ItemOf<typeof LIST>> {
    const { token, signal, ...asked } = query;
    const read = (place?: Place) =>
      this.#api.get(LIST, { query: this.#api.inSite(at(place, asked)) }, { token, signal });
    return new Listing(read, asked.offset);
  }
}
