/** Sends requests: address, token, site, retries, cache. Every part of the client (`pages.ts`, …) is made on it. */
import createFetch from "openapi-fetch";

import { type CacheStore, withCache } from "./cache.js";
import type { Answer, Body, Parameters, Paths, Readable, Receipt, Writable } from "./contract.js";
import { CmsUnreachable, problemOf } from "./problems.js";
import { type Fetch, RETRY_RULES, type RetryRules, withRetries } from "./retries.js";

/** What a client is made of. */
export interface ClientOptions {
  /** Where the CMS is, for instance `https://cms.example.org`. */
  url: string;
  /** The host name of the site whose content is asked for; without it, the one at `url`. */
  site?: string;
  /** An API token, or one that `unlock` gave. Sent with every call that brings none of its own. */
  token?: string;
  /** Tries for what can be repeated; `false` for none but the first. */
  retries?: Partial<RetryRules> | false;
  /** Where answers are kept; without it, nowhere. */
  cache?: CacheStore;
  /** Another `fetch`, for instance one that a framework adds its own caching to. */
  fetch?: Fetch;
}

/** What one call may bring. */
export interface CallOptions {
  /** Sent instead of the client's token; `null` sends none. */
  token?: string | null | undefined;
  /** Ends the call, its waits between tries included. */
  signal?: AbortSignal | undefined;
}

/** The shape of what openapi-fetch takes and resolves to. */
type Send = (address: string, init: object) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** A client's connection to the API. */
export class Api {
  readonly #get: Send;
  readonly #post: Send;
  readonly #plain: Fetch;
  readonly #url: string;
  readonly #token: string | undefined;
  readonly #site: string | undefined;

  constructor(options: ClientOptions) {
    this.#url = options.url.replace(/\/+$/, "");
    this.#plain = reachable(options.fetch ?? ((request) => globalThis.fetch(request)));
    const http = createFetch<Paths>({ baseUrl: this.#url, fetch: fetchBy(options) });
    // Typed here by address instead: openapi-fetch takes fields that are always null out of the types of its answers.
    this.#get = http.GET as Send;
    this.#post = http.POST as Send;
    this.#token = options.token;
    this.#site = options.site;
  }

  /** The client's site, for the query of those addresses that know one, unless the call names another. */
  inSite<Query extends { site?: string | null }>(query: Query): Query {
    return this.#site === undefined || query.site != null ? query : { ...query, site: this.#site };
  }

  /** Read an address. Throws a `CmsProblem` for an error. */
  async get<Path extends Readable>(path: Path, params: Parameters<Path>, call: CallOptions): Promise<Answer<Path>> {
    return (await answered(path, call, this.#get(path, { params, ...this.#init(call) }))) as Answer<Path>;
  }

  /** Send something to an address. Throws a `CmsProblem` for an error. */
  async post<Path extends Writable>(
    path: Path,
    params: Parameters<Path, "post">,
    body: Body<Path>,
    call: CallOptions,
  ): Promise<Receipt<Path>> {
    return (await answered(path, call, this.#post(path, { params, body, ...this.#init(call) }))) as Receipt<Path>;
  }

  /** The answer of an address as it comes, whatever its status: no further tries, nothing kept. */
  stream(path: Readable, query: Record<string, string | number | null | undefined>, call: CallOptions): Promise<Response> {
    const url = new URL(this.#url + path);
    for (const [name, value] of Object.entries(query)) if (value != null) url.searchParams.set(name, String(value));
    const { headers, signal } = this.#init(call);
    const asked = { headers: { ...headers, Accept: "text/event-stream" }, ...(signal ? { signal } : {}) };
    return this.#plain(new Request(url, { ...asked, cache: "no-store" }));
  }

  /** Whether a call sends a token. */
  hasToken({ token = this.#token }: CallOptions): boolean {
    return token != null;
  }

  #init({ token = this.#token, signal }: CallOptions): { headers?: Record<string, string>; signal?: AbortSignal } {
    return {
      ...(token == null ? {} : { headers: { Authorization: `Bearer ${token}` } }),
      ...(signal === undefined ? {} : { signal }),
    };
  }
}

/** The content of an answer. Also an answer that breaks off, or that is no JSON, is none. */
async function answered(path: string, { signal }: CallOptions, outcome: ReturnType<Send>): Promise<unknown> {
  const { data, error, response } = await outcome.catch((cause: unknown) => {
    throw signal?.aborted || cause instanceof CmsUnreachable ? cause : new CmsUnreachable(path, cause);
  });
  if (!response.ok || data === undefined) throw problemOf(response, error);
  return data;
}

function fetchBy(options: ClientOptions): Fetch {
  let send = reachable(options.fetch ?? ((request) => globalThis.fetch(request)));
  if (options.retries !== false) send = withRetries(send, { ...RETRY_RULES, ...options.retries });
  return options.cache ? withCache(send, options.cache) : send;
}

/** `fetch` that tells in our words that there is no answer. */
function reachable(fetch: Fetch): Fetch {
  return async (request) => {
    try {
      return await fetch(request);
    } catch (cause) {
      if (request.signal.aborted) throw request.signal.reason;
      throw new CmsUnreachable(request.url, cause);
    }
  };
}
