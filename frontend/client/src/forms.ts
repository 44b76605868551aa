/** Forms: their questions, and what readers send. */
import type { Api, CallOptions } from "./api.js";
import type { Answer, Body, Receipt } from "./contract.js";

const DETAIL = "/api/v3/forms/{form_id}/";
const SUBMISSIONS = "/api/v3/forms/{form_id}/submissions/";

/** The questions of a form page, with a token for whom they are shown to now. */
export type Form = Answer<typeof DETAIL>;

/** What a reader answered, by the names of the questions. */
export type FormAnswers = Body<typeof SUBMISSIONS>["fields"];

/** What the reader gets for it. */
export type FormReceipt = Receipt<typeof SUBMISSIONS>;

/** What a submission may bring. */
export interface SubmitOptions extends CallOptions {
  /** The host name of the form's site. */
  site?: string | null;
  /** The `token` of the form that was shown. */
  formToken?: string | null;
  /** Names this submission: sent twice with it, it is kept once. A new one for each call unless you keep your own. */
  idempotencyKey?: string;
}

/** The form page with an id, as a form. */
export function form(api: Api, id: number, query: { site?: string | null } & CallOptions): Promise<Form> {
  const { token, signal, ...asked } = query;
  const params = { path: { form_id: id }, query: api.inSite(asked) };
  return api.get(DETAIL, params, { token, signal });
}

/**
 * Send the answers to a form. A `CmsProblem` with 422 tells by `fieldErrors()` what is wrong with them.
 * Tried again like reading, because the idempotency key makes that harmless.
 */
export function submitForm(api: Api, id: number, fields: FormAnswers, options: SubmitOptions): Promise<FormReceipt> {
  const { token, signal, formToken, idempotencyKey = newKey(), ...asked } = options;
  const body = formToken == null ? { fields } : { fields, token: formToken };
  const header = { "Idempotency-Key": idempotencyKey };
  const params = { path: { form_id: id }, query: api.inSite(asked), header };
  return api.post(SUBMISSIONS, params, body, { token, signal });
}

/** 32 random hexadecimal digits. Not `crypto.randomUUID`, which pages without TLS do not have. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
