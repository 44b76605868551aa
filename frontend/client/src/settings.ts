/** `cms.settings`: what holds for a whole site, such as its name and its licence. */
import type { Api, CallOptions } from "./api.js";
import type { Answer, Query } from "./contract.js";

const SETTINGS = "/api/v3/settings/";

/** The settings of a site. */
export type SiteSettings = Answer<typeof SETTINGS>;

/** What `settings` may ask for. */
export type SettingsQuery = Query<typeof SETTINGS>;

/** The settings of the site. */
export function settings(api: Api, query: SettingsQuery & CallOptions): Promise<SiteSettings> {
  const { token, signal, ...asked } = query;
  return api.get(SETTINGS, { query: api.inSite(asked) }, { token, signal });
}
