/**
 * Tries again what may well succeed a moment later: an answer that says "later" (429, 502, 503, 504), or none at all.
 * Only what can be repeated without harm: reading, and writing with an `Idempotency-Key`.
 */
import { secondsToWait } from "./problems.js";

/** The part of `fetch` that the client uses. */
export type Fetch = (request: Request) => Promise<Response>;

/** How often and how long. */
export interface RetryRules {
  /** Tries in all, the first one included. */
  tries: number;
  /** Seconds before the second try; each further wait is twice as long, and up to half of it is left to chance. */
  firstWait: number;
  /** Seconds that one wait may take at most. An answer whose `Retry-After` asks for more is not tried again. */
  longestWait: number;
}

/** What holds unless the options of the client say otherwise. */
export const RETRY_RULES: RetryRules = { tries: 3, firstWait: 0.25, longestWait: 10 };

const LATER = new Set([429, 502, 503, 504]);
const REPEATABLE = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);

/** `fetch` with further tries by `rules`. */
export function withRetries(fetch: Fetch, rules: RetryRules): Fetch {
  return async (request) => {
    const tries = isRepeatable(request) ? Math.max(1, rules.tries) : 1;
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt >= tries;
      const outcome = await outcomeOf(fetch, isLast ? request : request.clone());
      const wait = isLast ? null : waitAfter(outcome, attempt, rules);
      if (wait === null || request.signal.aborted) {
        if (outcome instanceof Response) return outcome;
        throw outcome.thrown;
      }
      if (outcome instanceof Response) await outcome.body?.cancel();
      await pause(wait, request.signal);
    }
  };
}

function isRepeatable(request: Request): boolean {
  return REPEATABLE.has(request.method) || request.headers.has("Idempotency-Key");
}

async function outcomeOf(fetch: Fetch, request: Request): Promise<Response | { thrown: unknown }> {
  try {
    return await fetch(request);
  } catch (thrown) {
    return { thrown };
  }
}

/** Seconds until the next try; null where there is to be none. */
function waitAfter(outcome: Response | { thrown: unknown }, attempt: number, rules: RetryRules): number | null {
  if (outcome instanceof Response) {
    if (!LATER.has(outcome.status)) return null;
    const asked = secondsToWait(outcome);
    if (asked !== null) return asked <= rules.longestWait ? asked : null;
  }
  const wait = Math.min(rules.firstWait * 2 ** (attempt - 1), rules.longestWait);
  return wait * (1 - Math.random() / 2);
}

/** Wait, unless `signal` ends it: then reject with its reason. */
export function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener("abort", end, { once: true });
  });
}
