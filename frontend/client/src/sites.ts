/** The sites of the installation. */
import type { Api, CallOptions } from "./api.js";
import type { Answer, Part, Query, Selected, Usual, Whole } from "./contract.js";
import { at, Listing } from "./listing.js";

const LIST = "/api/v3/sites/";
const DETAIL = "/api/v3/sites/{site_id}/";

/** A site. */
export type Site = Whole<Answer<typeof DETAIL>, "hostname">;

/** A site with the fields that `fields` selected. */
export type PartialSite = Part<Answer<typeof DETAIL>, "hostname">;

/** What a list of sites may ask for. */
export type SiteQuery = Query<typeof LIST>;

/** What a site may ask for. */
export type SiteDetailQuery = Query<typeof DETAIL>;

/** `cms.sites`. */
export class Sites {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The site with an id: whole, or with the fields that `fields` names. */
  get(id: number, query?: Usual<SiteDetailQuery> & CallOptions): Promise<Site>;
  get(id: number, query: Selected<SiteDetailQuery> & CallOptions): Promise<PartialSite>;
  get(id: number, query: SiteDetailQuery & CallOptions = {}): Promise<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    return this.#api.get(DETAIL, { path: { site_id: id }, query: asked }, { token, signal });
  }

  /** All sites. */
  list(query?: Usual<SiteQuery> & CallOptions): Listing<Site>;
  list(query: Selected<SiteQuery> & CallOptions): Listing<PartialSite>;
  list(query: SiteQuery & CallOptions = {}): Listing<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    return new Listing((place) => this.#api.get(LIST, { query: at(place, asked) }, { token, signal }), asked.offset);
  }
}
