/**
 * Keeps answers and asks whether they are still true (`If-None-Match`), so that what has not changed is not sent again.
 * Optional: without a store in the options, nothing is kept. Answers to a token are never kept.
 */
import type { Fetch } from "./retries.js";

/** A kept answer. All strings, so that a store may write it anywhere. */
export interface KeptAnswer {
  etag: string;
  contentType: string;
  body: string;
}

/** Where answers are kept, by address. One with promises works too: a Redis, a key-value store of an edge runtime. */
export interface CacheStore {
  get(address: string): KeptAnswer | undefined | Promise<KeptAnswer | undefined>;
  set(address: string, answer: KeptAnswer): void | Promise<void>;
}

/** A store in this process, which forgets what was not asked for longest. */
export class MemoryStore implements CacheStore {
  readonly #answers = new Map<string, KeptAnswer>();
  readonly #most: number;

  /** `most` is the number of answers that are kept. */
  constructor(most = 500) {
    this.#most = most;
  }

  get(address: string): KeptAnswer | undefined {
    const answer = this.#answers.get(address);
    if (answer !== undefined) this.#putLast(address, answer);
    return answer;
  }

  set(address: string, answer: KeptAnswer): void {
    this.#putLast(address, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#most && oldest !== undefined) this.#answers.delete(oldest);
  }

  #putLast(address: string, answer: KeptAnswer): void {
    this.#answers.delete(address);
    this.#answers.set(address, answer);
  }
}

/** `fetch` that keeps what it reads in `store`. */
export function withCache(fetch: Fetch, store: CacheStore): Fetch {
  return async (request) => {
    if (request.method !== "GET" || request.headers.has("Authorization")) return fetch(request);
    const kept = await store.get(request.url);
    const response = await fetch(kept ? asking(request, kept.etag) : request);
    if (kept && response.status === 304) {
      return new Response(kept.body, { status: 200, headers: { "Content-Type": kept.contentType, ETag: kept.etag } });
    }
    const etag = response.headers.get("ETag");
    if (response.status !== 200 || etag === null || isForbiddenToKeep(response)) return response;
    const body = await response.clone().text();
    await store.set(request.url, { etag, contentType: response.headers.get("Content-Type") ?? "", body });
    return response;
  };
}

function asking(request: Request, etag: string): Request {
  const headers = new Headers(request.headers);
  headers.set("If-None-Match", etag);
  return new Request(request, { headers });
}

function isForbiddenToKeep(response: Response): boolean {
  return /\b(?:no-store|private)\b/i.test(response.headers.get("Cache-Control") ?? "");
}
