/** Sends requests: address, token, site, retries, cache. Every part of the client (`pages.ts`, …) is made on it. */
import createFetch, { type Client } from "openapi-fetch";

import { type CacheStore, withCache } from "./cache.js";
import type { Paths } from "./contract.js";
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

/** The `init` of openapi-fetch that follows from a call's options. */
interface Init {
  headers: Record<string, string>;
  signal?: AbortSignal;
}

/** The shape of what openapi-fetch resolves to. */
interface Outcome<Body> {
  data?: Body;
  error?: unknown;
  response: Response;
}

/** A client's connection to the API. */
export class Api {
  readonly http: Client<Paths>;
  readonly #token: string | undefined;
  readonly #site: string | undefined;

  constructor(options: ClientOptions) {
    this.#token = options.token;
    this.#site = options.site;
    this.http = createFetch<Paths>({ baseUrl: options.url.replace(/\/+$/, ""), fetch: fetchBy(options) });
  }

  /** The client's site, for the query of those addresses that know one, unless the call names another. */
  inSite<Query extends { site?: string | null }>(query: Query): Query {
    return this.#site === undefined || query.site != null ? query : { ...query, site: this.#site };
  }

  /** Headers and signal of a call. */
  init({ token = this.#token, signal }: CallOptions, headers: Record<string, string> = {}): Init {
    if (token != null) headers = { ...headers, Authorization: `Bearer ${token}` };
    return signal ? { headers, signal } : { headers };
  }
}

/** The content of an answer. Throws a `CmsProblem` for an error. */
export async function contentOf<Body>(outcome: Promise<Outcome<Body>>): Promise<Body> {
  const { data, error, response } = await outcome;
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
