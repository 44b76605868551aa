/** `cms.resolve`: what is at a path. The one request of a catch-all route. */
import type { Api, CallOptions } from "./api.js";
import type { Answer, Query } from "./contract.js";
import type { Page, PartialPage } from "./pages.js";

const RESOLVE = "/api/v3/resolve/";

/** A redirect to elsewhere. */
export type ResolvedRedirect = Extract<Answer<typeof RESOLVE>, { kind: "redirect" }>;

/** A page, or a redirect to elsewhere. `kind` says which. */
export type Resolved<Found extends Page | PartialPage = Page> = { kind: "page"; page: Found } | ResolvedRedirect;

/** What `resolve` may ask for, beside the path. */
export type ResolveQuery = Omit<Query<typeof RESOLVE>, "path">;

/** What is at `path` of the site: a whole page, or with the fields that `fields` names. */
export function resolve(api: Api, path: string, query: ResolveQuery & CallOptions): Promise<Answer<typeof RESOLVE>> {
  const { token, signal, ...asked } = query;
  return api.get(RESOLVE, { query: api.inSite({ ...asked, path }) }, { token, signal });
}
