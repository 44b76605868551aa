/** Lists, read window by window and only as far as they are asked for. */

/** One window of a list, as the API answers it. */
export interface Window<Item> {
  items: Item[];
  /** How many items there are in all windows. */
  count: number;
  /** Where the next window begins; null at the end, and where the order is not stable: by relevance, or random. */
  next?: string | null;
  /** The number from which `cms.changes` tells whatever is not in the list yet; of several windows, that of the first. */
  changes: number;
}

/** Where a window begins. */
export type Place = { cursor: string } | { offset: number };

/** `query`, asking for the window that begins at `place`. */
export function at<Query extends { offset?: number }>(place: Place | undefined, query: Query): Query {
  if (place === undefined) return query;
  const { offset: _first, ...rest } = query;
  return { ...rest, ...place } as Query; // the same parameters, but for where the window begins
}

/**
 * A list that is read as it is walked: `for await (const page of cms.pages.list())`. Each walk begins anew.
 *
 * By cursors, which give each item once while others publish; by offsets where the API has no cursors, in a search by
 * relevance. Of a random order, only one window makes sense.
 */
export class Listing<Item> implements AsyncIterable<Item> {
  readonly #read: (place?: Place) => Promise<Window<Item>>;
  readonly #offset: number;

  /** `read` asks for one window; `offset` is where the first one begins. */
  constructor(read: (place?: Place) => Promise<Window<Item>>, offset = 0) {
    this.#read = read;
    this.#offset = offset;
  }

  /** The first window alone: one request, with the number of all items. */
  window(): Promise<Window<Item>> {
    return this.#read();
  }

  /** All windows, one after the other. */
  async *windows(): AsyncGenerator<Window<Item>, void, undefined> {
    let offset = this.#offset;
    let place: Place | undefined;
    for (;;) {
      const window = await this.#read(place);
      yield window;
      offset += window.items.length;
      if (typeof window.next === "string") place = { cursor: window.next };
      else if (isCursor(place) || window.items.length === 0 || offset >= window.count) return;
      else place = { offset };
    }
  }

  /** All items, one after the other. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const window of this.windows()) yield* window.items;
  }

  /** All items at once. `most` bounds how many. */
  async all(most = Infinity): Promise<Item[]> {
    const items: Item[] = [];
    if (most <= 0) return items;
    for await (const item of this) {
      items.push(item);
      if (items.length >= most) break;
    }
    return items;
  }
}

function isCursor(place: Place | undefined): boolean {
  return place !== undefined && "cursor" in place;
}
