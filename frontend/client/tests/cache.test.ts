import { type CacheStore, createClient, type Fetch, type KeptAnswer, MemoryStore } from "@digital-skills-cms/client";
import { describe, expect, inject, it } from "vitest";

import { json, scripted } from "./scripted.js";

/** A `fetch`, and the statuses that came over the wire. */
function counted() {
  const statuses: number[] = [];
  const send: Fetch = async (request) => {
    const response = await fetch(request);
    statuses.push(response.status);
    return response;
  };
  return { send, statuses };
}

/** A client of the real server with a store that takes its time, what it keeps, and the statuses of its answers. */
function watched() {
  const kept = new Map<string, string>();
  const store: CacheStore = {
    async get(address) {
      const text = kept.get(address);
      return text === undefined ? undefined : (JSON.parse(text) as KeptAnswer);
    },
    async set(address, answer) {
      kept.set(address, JSON.stringify(answer));
    },
  };
  const { send, statuses } = counted();
  return { cms: createClient({ url: inject("url"), cache: store, fetch: send }), kept, statuses };
}

describe("a client with a cache", () => {
  it("is sent once what has not changed", async () => {
    const { cms, statuses } = watched();

    const first = await cms.pages.list({ limit: 5 }).window();
    const second = await cms.pages.list({ limit: 5 }).window();

    expect(second).toEqual(first);
    expect(statuses).toEqual([200, 304]);
  });

  it("keeps each address by itself", async () => {
    const { cms, statuses } = watched();

    const few = await cms.pages.list({ limit: 1 }).window();
    const more = await cms.pages.list({ limit: 2 }).window();

    expect([few.items.length, more.items.length]).toEqual([1, 2]);
    expect(statuses).toEqual([200, 200]);
  });

  it("keeps nothing that a token was shown", async () => {
    const { cms, kept, statuses } = watched();
    const { draft, token } = inject("prepared");

    await cms.pages.get(draft, { version: "draft", token });
    await cms.pages.get(draft, { version: "draft", token });

    expect(statuses).toEqual([200, 200]);
    expect(kept.size).toBe(0);
  });

  it("works with the store in memory", async () => {
    const { send, statuses } = counted();
    const cms = createClient({ url: inject("url"), cache: new MemoryStore(), fetch: send });

    const first = await cms.images.list().window();

    expect(await cms.images.list().window()).toEqual(first);
    expect(statuses).toEqual([200, 304]);
  });

  it("keeps no errors", async () => {
    const { cms, kept } = watched();

    await expect(cms.pages.get(2_000_000)).rejects.toMatchObject({ status: 404 });
    expect(kept.size).toBe(0);
  });

  it.each(["no-store", "private, max-age=60"])("keeps nothing that says %s", async (control) => {
    await using server = await scripted(json(200, { id: 1 }, { ETag: '"a"', "Cache-Control": control }));
    const cms = createClient({ url: server.url, cache: new MemoryStore() });

    await cms.images.get(1);
    await cms.images.get(1);

    expect(server.asked.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, undefined]);
  });

  it("takes what is new in place of what it kept", async () => {
    await using server = await scripted(
      json(200, { title: "old" }, { ETag: '"a"' }),
      json(200, { title: "new" }, { ETag: 'W/"b"' }),
      (response) => response.writeHead(304, { ETag: 'W/"b"' }).end(),
    );
    const cms = createClient({ url: server.url, cache: new MemoryStore() });

    const titles = [await cms.images.get(1), await cms.images.get(1), await cms.images.get(1)].map(({ title }) => title);

    expect(titles).toEqual(["old", "new", "new"]);
    expect(server.asked.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"a"', 'W/"b"']);
  });
});

describe("the store in memory", () => {
  it("forgets what was not asked for longest", () => {
    const store = new MemoryStore(2);
    const answer = { etag: '"a"', contentType: "application/json", body: "{}" };

    store.set("first", answer);
    store.set("second", answer);
    store.get("first");
    store.set("third", answer);

    expect(["first", "second", "third"].map((address) => store.get(address) !== undefined)).toEqual([true, false, true]);
  });
});
