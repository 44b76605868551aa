/**
 * What goes wrong, as typed errors: `CmsProblem` is an answer of the API (RFC 9457), `CmsUnreachable` is no answer.
 * An aborted call rejects with the reason of its signal, as `fetch` does.
 */
import type { Schemas } from "./contract.js";

/** One thing that is wrong with a request: `loc` leads to it, for instance `["body", "fields", "email"]`. */
export type Fault = Schemas["ProblemError"];

/** Why a page is not shown: what would open it. */
export type Restriction = NonNullable<Schemas["Problem"]["restriction"]>;

/** What an API token may be allowed. */
export type Scope = NonNullable<Schemas["Problem"]["missing_scope"]>;

/** The page that is offered instead of one that is not there. */
export type NearestPage = Schemas["PageReference"];

const RESTRICTIONS: Record<Restriction, true> = { password: true, login: true, groups: true };
const SCOPES: Record<Scope, true> = { read_drafts: true, write: true, review: true };

/** An answer that is an error. Its fields are the members of the problem, under the API's names. */
export class CmsProblem extends Error {
  override readonly name: string = "CmsProblem";
  /** The HTTP status. */
  readonly status: number;
  /** A URI of the kind of problem; `about:blank` where the status says all. */
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  /** What is wrong with the request, one by one. Empty where the problem is of another kind. */
  readonly errors: readonly Fault[];
  /** With 401 and 403 for a page: what restricts it. */
  readonly restriction: Restriction | null;
  /** With 401 for a page behind a password: where the password is sent; `unlock` does it. */
  readonly unlock_url: string | null;
  /** With 403 for a token that is not allowed enough: what it would need. */
  readonly missing_scope: Scope | null;
  /** With 404 of `resolve`: the nearest page above that is public. */
  readonly nearest: NearestPage | null;
  /** Seconds to wait before another try, where the answer says so. */
  readonly retryAfter: number | null;
  /** All members of the problem, also those that this class does not know. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, members: Readonly<Record<string, unknown>>, retryAfter: number | null = null) {
    const title = text(members["title"]) ?? `Status ${status}`;
    const detail = text(members["detail"]) ?? title;
    super(`${status} ${detail}`);
    this.status = status;
    this.type = text(members["type"]) ?? "about:blank";
    this.title = title;
    this.detail = detail;
    this.errors = Array.isArray(members["errors"]) ? members["errors"].filter(isFault) : [];
    this.restriction = oneOf(RESTRICTIONS, members["restriction"]);
    this.missing_scope = oneOf(SCOPES, members["missing_scope"]);
    this.unlock_url = text(members["unlock_url"]);
    this.nearest = isNearestPage(members["nearest"]) ? members["nearest"] : null;
    this.retryAfter = retryAfter;
    this.members = members;
  }

  /** The messages for each field of a form that was refused, by the field's name. */
  fieldErrors(): Record<string, string[]> {
    const messages: Record<string, string[]> = {};
    for (const { loc = [], msg } of this.errors) {
      const [place, group, field] = loc;
      if (place === "body" && group === "fields" && field !== undefined) (messages[field] ??= []).push(msg);
    }
    return messages;
  }
}

/**
 * Not all changes after a number are there: they are not kept for so long, or the CMS was restored from a backup. Read
 * everything anew, and follow from the `changes` of the first list.
 */
export class ChangesGoneError extends CmsProblem {
  override readonly name = "ChangesGoneError";
  /** The number of the last change. */
  readonly latest: number;
  /** Changes up to this number are gone. */
  readonly kept_after: number;

  constructor(status: number, members: Readonly<Record<string, unknown>>, retryAfter: number | null = null) {
    super(status, members, retryAfter);
    this.latest = Number(members["latest"]);
    this.kept_after = Number(members["kept_after"]);
  }
}

/** There is no answer: no connection, or one that broke. `cause` is what `fetch` threw. */
export class CmsUnreachable extends Error {
  override readonly name = "CmsUnreachable";

  constructor(url: string, cause: unknown) {
    super(`No answer from ${url}`, { cause });
  }
}

/** Whether `error` is an answer of the API; with `status`, of that status. */
export function isProblem(error: unknown, status?: number): error is CmsProblem {
  return error instanceof CmsProblem && (status === undefined || error.status === status);
}

/** The problem that `response` tells; `body` is its content as far as it could be read. */
export function problemOf(response: Response, body: unknown): CmsProblem {
  const members = isRecord(body) ? body : { title: response.statusText || `Status ${response.status}` };
  const kind = response.status === 410 && "kept_after" in members ? ChangesGoneError : CmsProblem;
  return new kind(response.status, members, secondsToWait(response));
}

/** The seconds of a `Retry-After` header, which holds seconds or a date (RFC 9110, section 10.2.3); null without one. */
export function secondsToWait(response: Response): number | null {
  const value = response.headers.get("Retry-After")?.trim();
  if (!value) return null;
  if (/^\d+$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFault(value: unknown): value is Fault {
  return isRecord(value) && typeof value["msg"] === "string";
}

/** `value` if it is a key of `known`, which the compiler keeps complete. */
function oneOf<Known extends string>(known: Record<Known, true>, value: unknown): Known | null {
  return typeof value === "string" && Object.hasOwn(known, value) ? (value as Known) : null;
}

function isNearestPage(value: unknown): value is NearestPage {
  return isRecord(value) && typeof value["id"] === "number" && typeof value["title"] === "string";
}
