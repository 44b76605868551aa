import { createClient } from "@digital-skills-cms/client";
import { describe, expect, inject, it } from "vitest";

const cms = createClient({ url: inject("url") });

describe("redirects", () => {
  it("are listed, found and read", async () => {
    const all = await cms.redirects.list({ limit: 1 }).all();
    const found = await cms.redirects.find("/elsewhere");

    expect(all.map(({ old_path }) => old_path).sort()).toEqual(["/elsewhere", "/women-in-it"]);
    expect(found).toMatchObject({ location: "https://www.example.org/elsewhere/", is_permanent: false });
    expect(await cms.redirects.get(found.id)).toEqual(found);
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
