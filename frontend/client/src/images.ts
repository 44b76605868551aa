/** Images, with their renditions. */
import type { Api, CallOptions } from "./api.js";
import type { Answer, Part, Query, Selected, Usual, Whole } from "./contract.js";
import { at, Listing } from "./listing.js";

const LIST = "/api/v3/images/";
const DETAIL = "/api/v3/images/{image_id}/";

/** An image. */
export type Image = Whole<Answer<typeof DETAIL>>;

/** An image with the fields that `fields` selected: each may be missing, but `id` and `meta.type`. */
export type PartialImage = Part<Answer<typeof DETAIL>>;

/** What a list of images may ask for. */
export type ImageQuery = Query<typeof LIST>;

/** What an image may ask for. */
export type ImageDetailQuery = Query<typeof DETAIL>;

/** `cms.images`. */
export class Images {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The image with an id: whole, or with the fields that `fields` names. */
  get(id: number, query?: Usual<ImageDetailQuery> & CallOptions): Promise<Image>;
  get(id: number, query: Selected<ImageDetailQuery> & CallOptions): Promise<PartialImage>;
  get(id: number, query: ImageDetailQuery & CallOptions = {}): Promise<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    return this.#api.get(DETAIL, { path: { image_id: id }, query: asked }, { token, signal });
  }

  /** Images by their fields, tags and words. */
  list(query?: Usual<ImageQuery> & CallOptions): Listing<Image>;
  list(query: Selected<ImageQuery> & CallOptions): Listing<PartialImage>;
  list(query: ImageQuery & CallOptions = {}): Listing<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    return new Listing((place) => this.#api.get(LIST, { query: at(place, asked) }, { token, signal }), asked.offset);
  }
}
