import { createClient, isProblem } from "@digital-skills-cms/client";
import { beforeAll, describe, expect, inject, it } from "vitest";

const cms = createClient({ url: inject("url"), retries: { longestWait: 0.5 } });
let id: number;
let answers: Record<string, string | boolean>;

beforeAll(async () => {
  const page = await cms.pages.find("/contact-us/");
  ({ id } = page);
  answers = {};
  for (const field of (await cms.form(id)).form_fields) {
    if (field.required) answers[field.name] = field.type === "email" ? "reader@example.org" : answerTo(field.choices);
  }
});

function answerTo(choices: string[]): string {
  return choices[0] ?? "An answer";
}

describe("a form", () => {
  it("has questions", async () => {
    const { form_fields } = await cms.form(id);

    expect(form_fields.map(({ required }) => required)).toContain(true);
  });

  it("takes answers", async () => {
    const receipt = await cms.submitForm(id, answers);

    expect(receipt.thank_you).toContain("<");
    expect((await cms.submitForm(id, answers)).id).not.toBe(receipt.id);
  });

  it("keeps once what is sent twice with one key", async () => {
    const first = await cms.submitForm(id, answers, { idempotencyKey: "the same" });

    expect((await cms.submitForm(id, answers, { idempotencyKey: "the same" })).id).toBe(first.id);
  });

  it("says what is wrong, by field", async () => {
    const wrong = Object.fromEntries(Object.keys(answers).map((name) => [name, ""]));

    const reason = await cms.submitForm(id, wrong).catch((error: unknown) => error);

    if (!isProblem(reason, 422)) throw reason;
    expect(Object.keys(reason.fieldErrors()).sort()).toEqual(Object.keys(answers).sort());
  });

  it("says when it is asked too often, and when to come back", async () => {
    let reason: unknown;
    for (let sent = 0; sent < 100 && reason === undefined; sent++) {
      reason = await cms.submitForm(id, answers).then(
        () => undefined,
        (error: unknown) => error,
      );
    }

    if (!isProblem(reason, 429)) throw reason;
    expect(reason.retryAfter).toBeGreaterThan(0);
  });
});
