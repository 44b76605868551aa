/** The menus of a site, and where a reader is in them. */
import type { Api, CallOptions } from "./api.js";
import type { Answer, Query, Schemas } from "./contract.js";

const NAVIGATION = "/api/v3/navigation/";

/** The menus of a site. */
export type Navigation = Answer<typeof NAVIGATION>;

/** An item of a menu, with those below it. */
export type MenuItem = Schemas["MenuItem"];

/** What `navigation` may ask for. */
export type NavigationQuery = Query<typeof NAVIGATION>;

/** The menus of the site. */
export function navigation(api: Api, query: NavigationQuery & CallOptions): Promise<Navigation> {
  const { token, signal, ...asked } = query;
  return api.get(NAVIGATION, { query: api.inSite(asked) }, { token, signal });
}

/**
 * The items that lead to the page at `path`, from the first level to the last one that a menu shows: the current page,
 * or the nearest above it. Empty where the menu does not lead there.
 */
export function trail(items: readonly MenuItem[], path: string): MenuItem[] {
  const asked = folder(path);
  let longest: MenuItem[] = [];
  for (const item of items) {
    const below = trail(item.children, path);
    const leads = below.length > 0 || (item.path !== null && asked.startsWith(folder(item.path)));
    if (leads && lengthOf([item, ...below]) > lengthOf(longest)) longest = [item, ...below];
  }
  return longest;
}

/** `path` without query and fragment, with a slash at its end. */
function folder(path: string): string {
  return path.replace(/[?#].*$/s, "").replace(/\/*$/, "/");
}

/** How much of an address a trail covers. */
function lengthOf(items: readonly MenuItem[]): number {
  return Math.max(-1, ...items.map(({ path }) => (path === null ? 0 : folder(path).length)));
}
