/** Documents for download. */
import { type Api, type CallOptions, contentOf } from "./api.js";
import type { Answer, Query } from "./contract.js";
import { at, Listing } from "./listing.js";

const LIST = "/api/v3/documents/";
const DETAIL = "/api/v3/documents/{document_id}/";

/** A document. */
export type DocumentFile = Answer<typeof DETAIL>;

/** What a list of documents may ask for. */
export type DocumentQuery = Query<typeof LIST>;

/** `cms.documents`. */
export class Documents {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The document with an id. */
  get(id: number, options: CallOptions = {}): Promise<DocumentFile> {
    const params = { path: { document_id: id } };
    return contentOf(this.#api.http.GET(DETAIL, { params, ...this.#api.init(options) }));
  }

  /** Documents by their fields, tags and words. */
  list(query: DocumentQuery & CallOptions = {}): Listing<DocumentFile> {
    const { token, signal, ...asked } = query;
    return new Listing((place) => {
      const params = { query: at(place, asked) };
      return contentOf(this.#api.http.GET(LIST, { params, ...this.#api.init({ token, signal }) }));
    }, asked.offset);
  }
}
