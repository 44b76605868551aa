/**
 * `cms.changes`: what changes, one by one. Listens to the stream where there is one, asks now and then where there is none,
 * and goes on where it was when a connection breaks.
 */
import type { Api, CallOptions } from "./api.js";
import type { Schemas } from "./contract.js";
import { eventsOf } from "./events.js";
import { CmsProblem, CmsUnreachable } from "./problems.js";
import { pause } from "./retries.js";

const LIST = "/api/v3/changes/";
const STREAM = "/api/v3/changes/stream/";
const MOST = 500;

/** After so many seconds without a sign of life, which comes every 20, a connection is dead. */
const PATIENCE = 65;
/** So often is a stream asked for that never begins. */
const MOST_REFUSALS = 3;
const LONGEST_WAIT = 30;
/** Answers that may be another one a moment later. */
const LATER = new Set([429, 500, 502, 503, 504]);

/** A change of an object: what happened to it, and whether it is still there. */
export type Change = Schemas["ChangeSchema"];

/** What `changes` may ask for. */
export interface ChangesOptions extends CallOptions {
  /** The last number that is known: `changes` of a list, or the `position` of an earlier walk. Without it, from now on. */
  after?: number;
  /** Whether to wait for what is to come; `false` ends with the last change that there is. */
  follow?: boolean;
  /** Only what concerns the site with this host name. Answers of one site link to pages of others, so by default all. */
  site?: string;
  /** Seconds between questions where there is no stream. */
  pollEvery?: number;
}

/** A walk over changes, oldest first. It can be walked once at a time; each walk goes on from `position`. */
export class Changes implements AsyncIterable<Change> {
  /** The number up to which everything was given and is done with; keep it, to go on from there another time. */
  position: number | undefined;
  readonly #api: Api;
  readonly #query: { site?: string };
  readonly #call: CallOptions;
  readonly #follow: boolean;
  readonly #pollEvery: number;
  #refusals = 0;

  constructor(api: Api, { after, follow = true, site, pollEvery = 5, ...call }: ChangesOptions) {
    this.#api = api;
    this.position = after;
    this.#query = site === undefined ? {} : { site };
    this.#call = call;
    this.#follow = follow;
    this.#pollEvery = pollEvery;
  }

  /** All changes, one after the other. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Change, void, undefined> {
    yield* this.#upToNow();
    if (!this.#follow) return;
    for (let failures = 0; ; ) {
      const before = this.position;
      try {
        const isServed = this.#refusals < MOST_REFUSALS && (yield* this.#streamed());
        const wait = isServed ? Math.min(2 ** failures, LONGEST_WAIT) * Math.random() : this.#pollEvery;
        await pause(wait, this.#call.signal);
        yield* this.#upToNow(); // what came meanwhile, or why there is no stream any more
        failures = this.position === before ? Math.min(failures + 1, 10) : 0;
      } catch (error) {
        if (this.#call.signal?.aborted || !isPassing(error)) throw error;
        failures = Math.min(failures + 1, 10);
        await pause(Math.min(2 ** failures, LONGEST_WAIT) * (1 - Math.random() / 2), this.#call.signal);
      }
    }
  }

  /** What there is already. */
  async *#upToNow(): AsyncGenerator<Change, void, undefined> {
    for (;;) {
      const after = this.position === undefined ? {} : { after: this.position };
      const params = { query: { ...this.#query, ...after, limit: MOST } };
      const { items, next, latest } = await this.#api.get(LIST, params, this.#call);
      for (const change of items) {
        yield change;
        this.position = change.number;
      }
      this.position = next;
      if (next >= latest) return;
    }
  }

  /** What the stream tells until it breaks. Whether there was a stream. */
  async *#streamed(): AsyncGenerator<Change, boolean, undefined> {
    const response = await this.#opened();
    if (response === null) return false;
    this.#refusals = 0;
    for await (const { id, data } of quietly(eventsOf(response, PATIENCE, this.#call.signal), this.#call.signal)) {
      if (data !== null) yield JSON.parse(data) as Change;
      if (id !== null) this.position = id;
    }
    return true;
  }

  /** The content of the stream; null where none begins. Why, the list says if it matters. */
  async #opened(): Promise<ReadableStream<Uint8Array> | null> {
    const response = await this.#api
      .stream(STREAM, { ...this.#query, after: this.position }, this.#call)
      .catch((error: unknown) => {
        if (this.#call.signal?.aborted) throw error;
        return null;
      });
    const isStream = response?.ok && response.headers.get("Content-Type")?.startsWith("text/event-stream");
    // A token is not sent along to another host: what comes from there is for everybody.
    if (isStream && response.body && !(response.redirected && this.#api.hasToken(this.#call))) return response.body;
    await response?.body?.cancel();
    this.#refusals = response?.status === 501 || isStream ? MOST_REFUSALS : this.#refusals + 1;
    return null;
  }
}

/** `events`, ending where the connection breaks. */
async function* quietly<Item>(events: AsyncGenerator<Item>, signal: AbortSignal | undefined): AsyncGenerator<Item, void> {
  try {
    for (;;) {
      const { done, value } = await events.next().catch(() => {
        signal?.throwIfAborted();
        return { done: true as const, value: undefined };
      });
      if (done) return;
      yield value;
    }
  } finally {
    await events.return(undefined);
  }
}

/** Whether to try again after `error`. */
function isPassing(error: unknown): boolean {
  return error instanceof CmsUnreachable || (error instanceof CmsProblem && LATER.has(error.status));
}
