import { createClient, type MenuItem, trail } from "@digital-skills-cms/client";
import { describe, expect, inject, it } from "vitest";

const url = inject("url");
const cms = createClient({ url });

describe("the menus", () => {
  it("lead to the pages of the site", async () => {
    const { main, footer } = await cms.navigation();

    expect(main.map(({ path }) => path)).toContain("/pilots/");
    expect(footer.length).toBeGreaterThan(0);
    expect(main.flatMap(({ children }) => children).length).toBeGreaterThan(0);
  });

  it("tell where a reader is", async () => {
    const { main } = await cms.navigation();

    const labels = (path: string) => trail(main, path).map(({ path: place }) => place);

    expect(labels("/pilots/digital-skills-organisation/?a=b#c")).toEqual([
      "/pilots/",
      "/pilots/digital-skills-organisation/",
    ]);
    expect(labels("/pilots")).toEqual(["/pilots/"]);
    expect(labels("/pilots/nothing/here/")).toEqual(["/pilots/"]);
    expect(labels("/pilots-of-old/")).toEqual([]);
  });
});

describe("a trail", () => {
  const item = (path: string | null, ...children: MenuItem[]): MenuItem => {
    return { label: path ?? "", url: path ?? "https://www.example.org/", path, page_id: null, children };
  };

  it("goes the longest way, also below an item without a page", () => {
    const menu = [item("/"), item("/a/"), item(null, item("/a/b/"), item("/a/b/c/"))];

    expect(trail(menu, "/a/b/c/d/").map(({ path }) => path)).toEqual([null, "/a/b/c/"]);
    expect(trail(menu, "/a/x/").map(({ path }) => path)).toEqual(["/a/"]);
    expect(trail(menu, "/x/").map(({ path }) => path)).toEqual(["/"]);
    expect(trail([], "/x/")).toEqual([]);
  });
});

describe("the site", () => {
  it("has settings", async () => {
    const settings = await cms.settings();

    expect(settings.name).not.toBe("");
    expect(settings.social_links).toBeInstanceOf(Array);
  });

  it("is in the list of sites, and alone", async () => {
    const sites = await cms.sites.list().all();
    const { port } = new URL(url);

    expect(sites).toMatchObject([{ hostname: "127.0.0.1", port: Number(port), url, is_default: true }]);
    expect(await cms.sites.get(sites[0]?.id ?? 0)).toEqual(sites[0]);
  });
});

describe("redirects", () => {
  it("are listed, found and read", async () => {
    const all = await cms.redirects.list({ limit: 1 }).all();
    const found = await cms.redirects.find("/elsewhere");

    expect(all.map(({ old_path }) => old_path).sort()).toEqual(["/elsewhere", "/women-in-it"]);
    expect(found).toMatchObject({ location: "https://www.example.org/elsewhere/", is_permanent: false });
    expect(await cms.redirects.get(found.id)).toEqual(found);
  });
});

describe("the directory", () => {
  it("is listed and read by its kinds", async () => {
    const practices = await cms.snippets.list("pages.Practice", { order: ["name"], limit: 2 }).all();
    const [first] = await cms.snippets.list("pages.Location", { order: ["name"], fields: "_,region" }).all(1);
    const slugs: string[] = practices.map(({ slug }) => slug);

    expect(slugs).toContain("user-research");
    expect(slugs).toEqual([...slugs].sort());
    expect(await cms.snippets.get("pages.Practice", practices[0]?.id ?? 0)).toEqual(practices[0]);
    expect(Object.keys(first ?? {}).sort()).toEqual(["id", "meta", "region"]);
  });
});

describe("images and documents", () => {
  it("are listed and read", async () => {
    const [image] = await cms.images.list({ title: "Two paths" }).all();
    const [file] = await cms.documents.list().all();
    if (!image || !file) throw new Error("the demo has both");

    expect(await cms.images.get(image.id)).toEqual(image);
    expect(await cms.documents.get(file.id)).toEqual(file);
    expect([image.width, image.height, file.file_type]).toEqual([1600, 900, "csv"]);
  });

  it("are found by words", async () => {
    expect((await cms.images.list({ search: "paths" }).all()).map(({ title }) => title)).toEqual(["Two paths"]);
  });

  it("have the fields that were asked for", async () => {
    const [image] = await cms.images.list({ fields: "_,width", limit: 1 }).all(1);
    if (!image) throw new Error("the demo has images");

    expect(image.title).toBeUndefined();
    expect(image.width).toBeGreaterThan(0);
    expect((await cms.documents.get(1, { fields: "_,file_type" })).title).toBeUndefined();
  });
});
