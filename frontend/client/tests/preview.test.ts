import { createClient } from "@digital-skills-cms/client";
import { expect, inject, it } from "vitest";

const url = inject("url");
const { previewToken, token } = inject("prepared");
const cms = createClient({ url, token });

it("shows a page as somebody has typed it", async () => {
  const typed = await cms.preview(previewToken);
  const saved = await cms.pages.get(typed.id);

  expect(typed.title).toBe("Typed and not saved");
  expect(saved.title).not.toBe(typed.title);
  expect(typed.meta).toMatchObject({ type: saved.meta.type, slug: saved.meta.slug, html_url: saved.meta.html_url });
});

it("gives the fields that are asked for", async () => {
  expect(await cms.preview(previewToken, { fields: "lede", rich_text_format: "markdown" })).not.toHaveProperty("body");
});

it("says when a token is none, and takes no other", async () => {
  for (const wrong of ["", "preview_a.b.c", token]) {
    await expect(cms.preview(wrong)).rejects.toMatchObject({ name: "CmsProblem", status: 401 });
  }
});
