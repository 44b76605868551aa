/** `cms.unlock`: exchanges the password of a private page for a token that opens it for a while. */
import type { Api, CallOptions } from "./api.js";
import type { Receipt } from "./contract.js";

const UNLOCK = "/api/v3/pages/{page_id}/unlock/";

/** A token, and when it ends. */
export type Unlocked = Receipt<typeof UNLOCK>;

/** What unlocking may bring. */
export interface UnlockOptions extends CallOptions {
  /** The host name of the page's site. */
  site?: string | null;
}

/**
 * A token that opens the page and those below it: the `token` of later calls. With a token that opened another page, the
 * new one opens both. A `CmsProblem` with 403 is a wrong password, with 429 too many of them.
 */
export function unlock(api: Api, pageId: number, password: string, options: UnlockOptions): Promise<Unlocked> {
  const { token, signal, ...asked } = options;
  const params = { path: { page_id: pageId }, query: api.inSite(asked) };
  return api.post(UNLOCK, params, { password }, { token, signal });
}
