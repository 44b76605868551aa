/** Images, with their renditions. */
import { type Api, type CallOptions, contentOf } from "./api.js";
import type { Answer, Query } from "./contract.js";
import { at, Listing } from "./listing.js";

const LIST = "/api/v3/images/";
const DETAIL = "/api/v3/images/{image_id}/";

/** An image. */
export type Image = Answer<typeof DETAIL>;

/** What a list of images may ask for. */
export type ImageQuery = Query<typeof LIST>;

/** `cms.images`. */
export class Images {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The image with an id. */
  get(id: number, options: CallOptions = {}): Promise<Image> {
    const params = { path: { image_id: id } };
    return contentOf(this.#api.http.GET(DETAIL, { params, ...this.#api.init(options) }));
  }

  /** Images by their fields, tags and words. */
  list(query: ImageQuery & CallOptions = {}): Listing<Image> {
    const { token, signal, ...asked } = query;
    return new Listing((place) => {
      const params = { query: at(place, asked) };
      return contentOf(this.#api.http.GET(LIST, { params, ...this.#api.init({ token, signal }) }));
    }, asked.offset);
  }
}
