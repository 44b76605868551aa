/** The public names of the package. */
export type { CallOptions, ClientOptions } from "./api.js";
export { type CacheStore, type KeptAnswer, MemoryStore } from "./cache.js";
export { CmsClient, createClient } from "./client.js";
export type { Schemas } from "./contract.js";
export type { DocumentFile, DocumentQuery } from "./documents.js";
export type { Image, ImageQuery } from "./images.js";
export type { Listing, Window } from "./listing.js";
export { isPage, type ListedPage, type Page, type PageDetailQuery, type PageOf, type PageQuery, type PageType } from "./pages.js";
export { CmsProblem, CmsUnreachable, type Fault, isProblem, type NearestPage, type Restriction } from "./problems.js";
export type { Redirect, RedirectQuery } from "./redirects.js";
export type { Fetch, RetryRules } from "./retries.js";
