import { CmsProblem, CmsUnreachable, createClient, isProblem } from "@digital-skills-cms/client";
import { describe, expect, inject, it } from "vitest";

import { type Answer, scripted } from "./scripted.js";

const cms = createClient({ url: inject("url") });

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable("should have failed"),
    (reason: unknown) => reason,
  );
}

describe("a problem", () => {
  it("tells what is wrong with a request, one by one", async () => {
    // @ts-expect-error: no page has a colour
    const reason = await reasonOf(cms.pages.list({ order: ["colour"] }).window());

    if (!isProblem(reason, 422)) throw reason;
    expect(reason).toBeInstanceOf(CmsProblem);
    expect(reason).toBeInstanceOf(Error);
    expect(reason.errors[0]?.loc?.slice(0, 2)).toEqual(["query", "order"]);
    expect(reason.errors[0]?.msg).toMatch(/title/); // it names what there is
    expect(reason.message).toBe(`422 ${reason.detail}`);
    expect(reason.members["status"]).toBe(422);
  });

  it("has nothing that the answer does not say", async () => {
    const reason = await reasonOf(cms.images.get(2_000_000));

    expect(reason).toMatchObject({ restriction: null, missing_scope: null, nearest: null, retryAfter: null, errors: [] });
  });

  it("is made of an answer that is not of the API, too", async () => {
    const elsewhere = createClient({ url: `${inject("url")}/nowhere` });

    expect(await reasonOf(elsewhere.pages.get(1))).toMatchObject({ name: "CmsProblem", status: 404, detail: "Not Found" });
  });

  it("names the scope that a token lacks", async () => {
    const { draft, publicToken } = inject("prepared");

    const reason = await reasonOf(cms.pages.get(draft, { version: "draft", token: publicToken }));

    expect(reason).toMatchObject({ status: 403, missing_scope: "read_drafts" });
  });

  it("gathers the messages of a form by field", () => {
    const problem = new CmsProblem(422, {
      errors: [
        { loc: ["body", "fields", "email"], msg: "Enter an email address.", type: "invalid" },
        { loc: ["body", "fields", "email"], msg: "Too long.", type: "max_length" },
        { loc: ["body"], msg: "Something else." },
        { msg: "Something without a place." },
        "not a fault",
      ],
    });

    expect(problem.fieldErrors()).toEqual({ email: ["Enter an email address.", "Too long."] });
    expect(problem.errors).toHaveLength(4);
  });
});

describe("no answer", () => {
  it("is an error of its own, with its cause", async () => {
    const nobody = createClient({ url: "http://127.0.0.1:9", retries: false });

    const reason = await reasonOf(nobody.pages.get(1));

    expect(reason).toBeInstanceOf(CmsUnreachable);
    expect(reason).toMatchObject({ message: "No answer from http://127.0.0.1:9/api/v3/pages/1/" });
    expect((reason as CmsUnreachable).cause).toBeInstanceOf(TypeError);
  });
});

describe("an answer that cannot be read", () => {
  it.each<[string, Answer]>([
    ["breaks off", (response) => response.writeHead(200, { "Content-Length": 100 }).write("{", () => response.destroy())],
    ["is no JSON", (response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<p>Sign in to the Wi-Fi")],
  ])("is none, when it %s", async (_how, answer) => {
    await using server = await scripted(answer);

    const reason = await reasonOf(createClient({ url: server.url }).images.get(1));

    expect(reason).toBeInstanceOf(CmsUnreachable);
    expect(reason).toMatchObject({ message: expect.stringContaining("/api/v3/images/") as string });
  });
});

describe("an aborted call", () => {
  it("rejects with the reason of its signal", async () => {
    const reason = new Error("changed my mind");

    expect(await reasonOf(cms.pages.get(1, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  });
});
