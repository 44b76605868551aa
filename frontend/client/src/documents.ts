/** Documents for download. */
import type { Api, CallOptions } from "./api.js";
import type { Answer, Part, Query, Selected, Usual, Whole } from "./contract.js";
import { at, Listing } from "./listing.js";

const LIST = "/api/v3/documents/";
const DETAIL = "/api/v3/documents/{document_id}/";

/** A document. */
export type DocumentFile = Whole<Answer<typeof DETAIL>>;

/** A document with the fields that `fields` selected: each may be missing, but `id` and `meta.type`. */
export type PartialDocumentFile = Part<Answer<typeof DETAIL>>;

/** What a list of documents may ask for. */
export type DocumentQuery = Query<typeof LIST>;

/** What a document may ask for. */
export type DocumentDetailQuery = Query<typeof DETAIL>;

/** `cms.documents`. */
export class Documents {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** The document with an id: whole, or with the fields that `fields` names. */
  get(id: number, query?: Usual<DocumentDetailQuery> & CallOptions): Promise<DocumentFile>;
  get(id: number, query: Selected<DocumentDetailQuery> & CallOptions): Promise<PartialDocumentFile>;
  get(id: number, query: DocumentDetailQuery & CallOptions = {}): Promise<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    return this.#api.get(DETAIL, { path: { document_id: id }, query: asked }, { token, signal });
  }

  /** Documents by their fields, tags and words. */
  list(query?: Usual<DocumentQuery> & CallOptions): Listing<DocumentFile>;
  list(query: Selected<DocumentQuery> & CallOptions): Listing<PartialDocumentFile>;
  list(query: DocumentQuery & CallOptions = {}): Listing<Answer<typeof DETAIL>> {
    const { token, signal, ...asked } = query;
    return new Listing((place) => this.#api.get(LIST, { query: at(place, asked) }, { token, signal }), asked.offset);
  }
}
