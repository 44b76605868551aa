/** The public names of the package. */
export type { CallOptions, ClientOptions } from "./api.js";
export type { Block, BlockOf, BlockType, ContentBlock } from "./blocks.js";
export { type CacheStore, type KeptAnswer, MemoryStore } from "./cache.js";
export { CmsClient, createClient } from "./client.js";
export type { Schemas } from "./contract.js";
export type { DocumentDetailQuery, DocumentFile, DocumentQuery, PartialDocumentFile } from "./documents.js";
export type { Form, FormAnswers, FormReceipt, SubmitOptions } from "./forms.js";
export type { Image, ImageDetailQuery, ImageQuery, PartialImage } from "./images.js";
export type { Listing, Window } from "./listing.js";
export type { ListedPage, Page, PageOf, PageType, PartialPage } from "./pages.js";
export { isPage, type PageDetailQuery, type PageFindQuery, type PageQuery } from "./pages.js";
export { CmsProblem, CmsUnreachable, type Fault, isProblem, type NearestPage, type Restriction } from "./problems.js";
export type { PartialRedirect, Redirect, RedirectFindQuery, RedirectQuery } from "./redirects.js";
export type { Fetch, RetryRules } from "./retries.js";
