import { createClient, isPage, isProblem } from "@digital-skills-cms/client";
import { describe, expect, inject, it } from "vitest";

const cms = createClient({ url: inject("url") });
const { closed, draft, token } = inject("prepared");

describe("a list of pages", () => {
  it("walks all windows, each page once", async () => {
    const whole = await cms.pages.list({ limit: 100 }).window();
    const ids = (await cms.pages.list({ limit: 4 }).all()).map((page) => page.id);

    expect(ids).toHaveLength(whole.count);
    expect(new Set(ids)).toEqual(new Set(whole.items.map((page) => page.id)));
    expect(whole.count).toBeGreaterThan(12);
  });

  it("asks for no more windows than are walked", async () => {
    const asked: string[] = [];
    const counting = createClient({
      url: inject("url"),
      fetch: (request) => {
        asked.push(request.url);
        return fetch(request);
      },
    });

    const titles: string[] = [];
    for await (const page of counting.pages.list({ type: ["pages.ProgramPage"], order: ["title"], limit: 2 })) {
      titles.push(page.title);
      if (titles.length === 3) break;
    }

    expect(asked).toHaveLength(2);
    expect(titles).toEqual([...titles].sort());
  });

  it("begins at an offset", async () => {
    const all = await cms.pages.list({ order: ["title"] }).all();

    expect(await cms.pages.list({ order: ["title"], offset: 3, limit: 5 }).all()).toEqual(all.slice(3));
  });

  it("can be cut short and walked again", async () => {
    const list = cms.pages.list({ limit: 2 });

    expect(await list.all(3)).toEqual((await list.all()).slice(0, 3));
    expect(await list.all(0)).toEqual([]);
  });

  it("is walked by cursors, which stay right while pages come and go", async () => {
    const asked: URLSearchParams[] = [];
    const watched = createClient({
      url: inject("url"),
      fetch: (request) => {
        asked.push(new URL(request.url).searchParams);
        return fetch(request);
      },
    });

    await watched.pages.list({ order: ["-title"], limit: 8, offset: 2 }).all();

    expect(asked.map((query) => [query.get("offset"), query.has("cursor"), query.get("limit"), query.get("order")])).toEqual([
      ["2", false, "8", "-title"],
      [null, true, "8", "-title"],
      [null, true, "8", "-title"],
    ]);
  });

  it("is walked by offsets where it has no cursors", async () => {
    const found = await cms.pages.list({ search: "digital", limit: 2 }).all();
    const { count } = await cms.pages.list({ search: "digital" }).window();

    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found).toHaveLength(count);
    expect(count).toBeGreaterThan(2);
  });

  it("has the usual fields, and those that were asked for instead", async () => {
    const [listed] = await cms.pages.list({ type: ["pages.ProgramPage"], limit: 1 }).all(1);
    const [selected] = await cms.pages.list({ type: ["pages.ProgramPage"], fields: "_,status", limit: 1 }).all(1);
    if (!listed || !selected) throw new Error("the demo has programs");

    expect([listed.id, listed.title.length > 0, listed.meta.type]).toEqual([selected.id, true, "pages.ProgramPage"]);
    expect(Object.keys(listed.meta).sort()).toEqual(
      ["detail_url", "first_published_at", "html_url", "locale", "slug", "type"].sort(),
    );
    expect(selected.status).toMatch(/[a-z]/);
    expect(selected.title).toBeUndefined();
    expect((await cms.pages.get(selected.id, { fields: "_,slug" })).meta.slug).toBe(listed.meta.slug);
  });

  it("shows where the words that were searched stand", async () => {
    const [found] = await cms.pages.list({ search: "mentoring", order: ["title"] }).all(1);

    expect(found?.highlights?.length).toBeGreaterThan(0);
  });

  it("takes filters and words", async () => {
    const found = await cms.pages.list({ type: ["pages.CommunityPage"], search: "design", order: ["title"] }).all();

    expect(found.map((page) => page.title)).toEqual(["Content design community", "Service design community"]);
    expect(found.map((page) => page.meta.type)).toEqual(["pages.CommunityPage", "pages.CommunityPage"]);
  });
});

describe("a page", () => {
  it("is read by its path and by its id", async () => {
    const found = await cms.pages.find("/building-digital-skills/women-in-it/");

    expect(found.title).toBe("Women in IT");
    expect(await cms.pages.get(found.id)).toEqual(found);
  });

  it("narrows to its type", async () => {
    const page = await cms.pages.find("/building-digital-skills/women-in-it/");

    expect(isPage(page, "pages.PilotPage")).toBe(false);
    if (!isPage(page, "pages.ProgramPage")) throw new Error("is a program");
    expect(page.streams.map((stream) => stream.title)).toEqual(["Coaching", "Mentoring"]);
  });

  it("that is not there is a problem", async () => {
    const error = await cms.pages.get(2_000_000).catch((reason: unknown) => reason);

    expect(isProblem(error, 404)).toBe(true);
    expect(isProblem(error, 401)).toBe(false);
    expect(error).toMatchObject({ name: "CmsProblem", status: 404, title: "Not Found", errors: [] });
  });

  it("in draft is read with a token, of the client or of the call", async () => {
    const signedIn = createClient({ url: inject("url"), token });

    expect((await signedIn.pages.get(draft, { version: "draft" })).title).toBe("A draft");
    expect((await cms.pages.get(draft, { version: "draft", token })).title).toBe("A draft");
    await expect(cms.pages.get(draft, { version: "draft" })).rejects.toMatchObject({ status: 404 });
    await expect(signedIn.pages.get(draft, { token: null })).rejects.toMatchObject({ status: 404 });
  });

  it("that is private does not show", async () => {
    await expect(cms.pages.get(closed.password.id)).rejects.toSatisfy((error) => isProblem(error));
  });
});
