/** `cms.preview`: a page as somebody previews it. The one request of a preview route. */
import type { Api, CallOptions } from "./api.js";
import type { Answer, Query } from "./contract.js";

const PREVIEW = "/api/v3/preview/";

/** What `preview` may ask for, beside the token. */
export type PreviewQuery = Query<typeof PREVIEW>;

/** The page that `token` is for. It goes in a header, where nobody logs it. */
export function preview(
  api: Api,
  token: string,
  query: PreviewQuery & Pick<CallOptions, "signal">,
): Promise<Answer<typeof PREVIEW>> {
  const { signal, ...asked } = query;
  return api.get(PREVIEW, { query: api.inSite(asked) }, { token, signal });
}
