import { ChangesGoneError, type Change, createClient } from "@digital-skills-cms/client";
import { describe, expect, inject, it } from "vitest";

import { edit } from "./editor.js";
import { type Answer, hangUp, json, scripted } from "./scripted.js";

const url = inject("url");
const cms = createClient({ url });

async function first(changes: AsyncIterable<Change>, count: number): Promise<Change[]> {
  const found: Change[] = [];
  for await (const change of changes) if (found.push(change) === count) break;
  return found;
}

const change = (number: number): Change => ({
  number,
  at: "2026-01-01T00:00:00Z",
  action: "changed",
  state: "available",
  type: "x.Y",
  id: "1",
  uuid: null,
  site: null,
  tags: [],
});
const list = (next: number, latest: number, ...items: number[]): Answer =>
  json(200, { items: items.map(change), next, latest });
const stream = (...blocks: string[]): Answer => {
  return (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" }).write("retry: 3000\n\n");
    response.end(blocks.join(""));
  };
};
const event = (number: number): string => `id: ${number}\ndata: ${JSON.stringify(change(number))}\n\n`;
const numbers = (changes: Change[]): number[] => changes.map(({ number }) => number);
const paths = (asked: { path: string }[]): string[] => asked.map(({ path }) => path.replace("/api/v3/changes/", ""));

describe("the changes of the demo", () => {
  it("are told to the end", async () => {
    const changes = cms.changes({ after: 0, follow: false });
    const found: Change[] = [];
    for await (const one of changes) found.push(one);

    expect(found.length).toBeGreaterThan(20);
    expect(numbers(found)).toEqual([...numbers(found)].sort((one, other) => one - other));
    const { changes: latest } = await cms.pages.list().window();
    expect(changes.position).toBe(latest);
    expect(await first(cms.changes({ after: latest, follow: false }), 1)).toEqual([]);
  });

  it("are told as they happen, by the stream", async () => {
    const { changes: after } = await cms.pages.list().window();
    const asked: string[] = [];
    const seen = createClient({
      url,
      fetch: (request) => {
        asked.push(new URL(request.url).pathname);
        return fetch(request);
      },
    });
    const heard = first(seen.changes({ after }), 2);
    await expect.poll(() => asked, { timeout: 30_000 }).toContain("/api/v3/changes/stream/");

    await edit("Women in IT");
    await edit("Women in IT");

    const found = await heard;
    expect(found).toMatchObject([
      { type: "pages.ProgramPage", state: "available" },
      { type: "pages.ProgramPage", state: "available" },
    ]);
    expect(asked.filter((path) => path === "/api/v3/changes/")).toHaveLength(1);
  });

  it("are told to a token by the list where the stream is at another address", async () => {
    const { token } = inject("prepared");
    const { changes: after } = await cms.pages.list().window();
    const heard = first(createClient({ url, token }).changes({ after, pollEvery: 0.2 }), 1);

    await edit("A draft");

    expect(await heard).toMatchObject([{ type: "pages.PilotPage", action: "drafted" }]);
  });

  it("are gone beyond the end of the ledger", async () => {
    const walk = first(cms.changes({ after: 10_000_000 }), 1);

    const error: unknown = await walk.catch((reason: unknown) => reason);
    if (!(error instanceof ChangesGoneError)) throw error;
    expect(error.status).toBe(410);
    expect(error.latest).toBeGreaterThan(20);
    expect(error.kept_after).toBe(0);
  });

  it("end with the signal", async () => {
    const controller = new AbortController();
    const walk = first(cms.changes({ signal: controller.signal }), 1);
    setTimeout(() => controller.abort(new Error("enough")), 1500);

    await expect(walk).rejects.toThrow("enough");
  });
});

describe("on a bad day", () => {
  it("a stream that breaks is resumed, nothing lost and nothing twice", async () => {
    await using server = await scripted(
      list(3, 3, 2, 3),
      stream(event(4), event(5), "id: 6\n\n"),
      list(8, 8, 7, 8),
      stream(event(9), "id: 10\ndata: {\"num"),
      list(9, 9),
      stream(event(10)),
    );

    const found = await first(createClient({ url: server.url }).changes({ after: 1 }), 8);

    expect(numbers(found)).toEqual([2, 3, 4, 5, 7, 8, 9, 10]);
    expect(paths(server.asked)).toEqual([
      "?after=1&limit=500",
      "stream/?after=3",
      "?after=6&limit=500",
      "stream/?after=8",
      "?after=9&limit=500",
      "stream/?after=9",
    ]);
  });

  it("without a stream the list is asked, and the stream no more", async () => {
    await using server = await scripted(list(1, 1), json(501, {}), list(2, 2, 2), list(3, 3, 3));

    const found = await first(createClient({ url: server.url }).changes({ after: 1, pollEvery: 0.01 }), 2);

    expect(numbers(found)).toEqual([2, 3]);
    expect(paths(server.asked)).toEqual(["?after=1&limit=500", "stream/?after=1", "?after=1&limit=500", "?after=2&limit=500"]);
  });

  it("a server that is away for a while is asked again", async () => {
    await using server = await scripted(list(1, 1), json(501, {}), hangUp, json(503, {}), list(2, 2, 2));

    const patient = createClient({ url: server.url, retries: false });

    expect(numbers(await first(patient.changes({ after: 1, pollEvery: 0.01 }), 1))).toEqual([2]);
  });

  it("a server that was never there is an error", async () => {
    await using server = await scripted(hangUp);

    await expect(first(createClient({ url: server.url, retries: false }).changes(), 1)).rejects.toThrow("No answer");
  });

  it("what is gone meanwhile ends the walk", async () => {
    await using server = await scripted(list(1, 1), json(410, {}), json(410, { kept_after: 5, latest: 9 }));

    const walk = first(createClient({ url: server.url }).changes({ after: 1, pollEvery: 0.01 }), 1);

    await expect(walk).rejects.toBeInstanceOf(ChangesGoneError);
  });

  it("the position is that of what is done with", async () => {
    await using server = await scripted(list(3, 3, 2, 3));
    const changes = createClient({ url: server.url }).changes({ after: 1 });

    for await (const { number } of changes) if (number === 3) break;

    expect(changes.position).toBe(2);
  });
});
