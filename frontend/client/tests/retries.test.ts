import { CmsUnreachable, createClient, isProblem } from "@digital-skills-cms/client";
import { describe, expect, it } from "vitest";

import { secondsToWait } from "../src/problems.js";
import { RETRY_RULES, withRetries } from "../src/retries.js";
import { hangUp, json, scripted } from "./scripted.js";

const FAST = { firstWait: 0.001 };
const PAGE = json(200, { id: 1, title: "Here", meta: { type: "pages.ContentPage" } });
const BUSY = json(503, { status: 503, title: "Service Unavailable" });

describe("reading", () => {
  it.each([429, 502, 503, 504])("is tried again after %i", async (status) => {
    await using server = await scripted(json(status, {}), PAGE);

    const page = await createClient({ url: server.url, retries: FAST }).pages.get(1);

    expect(page.title).toBe("Here");
    expect(server.asked).toHaveLength(2);
  });

  it("is tried again when the connection breaks", async () => {
    await using server = await scripted(hangUp, PAGE);

    expect((await createClient({ url: server.url, retries: FAST }).pages.get(1)).title).toBe("Here");
  });

  it.each([400, 401, 403, 404, 422, 500])("is not tried again after %i", async (status) => {
    await using server = await scripted(json(status, { status }), PAGE);

    await expect(createClient({ url: server.url, retries: FAST }).pages.get(1)).rejects.toMatchObject({ status });
    expect(server.asked).toHaveLength(1);
  });

  it("ends after the last try with what came last", async () => {
    await using busy = await scripted(BUSY);
    await using broken = await scripted(hangUp);

    const client = createClient({ url: busy.url, retries: { ...FAST, tries: 4 } });
    await expect(client.pages.get(1)).rejects.toMatchObject({ status: 503, title: "Service Unavailable" });
    expect(busy.asked).toHaveLength(4);

    await expect(createClient({ url: broken.url, retries: FAST }).pages.get(1)).rejects.toBeInstanceOf(CmsUnreachable);
    expect(broken.asked).toHaveLength(RETRY_RULES.tries);
  });

  it("is tried once where the options say so", async () => {
    await using server = await scripted(BUSY, PAGE);

    await expect(createClient({ url: server.url, retries: false }).pages.get(1)).rejects.toMatchObject({ status: 503 });
    expect(server.asked).toHaveLength(1);
  });
});

describe("Retry-After", () => {
  it("is waited for", async () => {
    await using server = await scripted(json(429, {}, { "Retry-After": "1" }), PAGE);

    const begun = performance.now();
    await createClient({ url: server.url, retries: FAST }).pages.get(1);

    expect(performance.now() - begun).toBeGreaterThanOrEqual(990);
  });

  it("that asks for too much ends the tries and is told", async () => {
    await using server = await scripted(json(429, { status: 429 }, { "Retry-After": "3600" }), PAGE);

    const reason = await createClient({ url: server.url }).pages.get(1).catch((error: unknown) => error);

    if (!isProblem(reason, 429)) throw reason;
    expect(reason.retryAfter).toBe(3600);
    expect(server.asked).toHaveLength(1);
  });

  it.each([
    ["120", 120],
    ["0", 0],
    [new Date(Date.now() - 60_000).toUTCString(), 0],
    ["soon", null],
    ["", null],
  ])("reads %j", (value, seconds) => {
    expect(secondsToWait(new Response(null, { headers: { "Retry-After": value } }))).toBe(seconds);
  });

  it("reads a date", () => {
    const date = new Date(Date.now() + 90_000).toUTCString();

    expect(secondsToWait(new Response(null, { headers: { "Retry-After": date } }))).toBeGreaterThanOrEqual(89);
    expect(secondsToWait(new Response(null, { headers: { "Retry-After": date } }))).toBeLessThanOrEqual(91);
  });
});

describe("writing", () => {
  const send = withRetries((request) => fetch(request), { ...RETRY_RULES, ...FAST });

  it("is tried once", async () => {
    await using server = await scripted(BUSY, PAGE);

    expect((await send(new Request(server.url, { method: "POST", body: "once" }))).status).toBe(503);
    expect(server.asked).toHaveLength(1);
  });

  it("with an idempotency key is tried again, with the same body and key", async () => {
    await using server = await scripted(BUSY, PAGE);
    const request = new Request(server.url, { method: "POST", body: "twice", headers: { "Idempotency-Key": "k" } });

    expect((await send(request)).status).toBe(200);
    expect(server.asked.map(({ body, headers }) => [body, headers["idempotency-key"]])).toEqual([
      ["twice", "k"],
      ["twice", "k"],
    ]);
  });
});

describe("a signal", () => {
  it("ends a wait between tries", async () => {
    await using server = await scripted(json(503, {}, { "Retry-After": "9" }));
    const stop = new AbortController();
    const begun = performance.now();

    const call = createClient({ url: server.url }).pages.get(1, { signal: stop.signal });
    await expect.poll(() => server.asked.length).toBe(1);
    stop.abort(new Error("enough"));

    await expect(call).rejects.toThrow("enough");
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(server.asked).toHaveLength(1);
  });

  it("ends a request that waits for its answer", async () => {
    await using server = await scripted(() => undefined);
    const stop = new AbortController();

    const call = createClient({ url: server.url }).pages.get(1, { signal: stop.signal });
    await expect.poll(() => server.asked.length).toBe(1);
    stop.abort();

    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});
