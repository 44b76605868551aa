/** Blocks narrow by their type, and a `switch` over them is complete. The compiler checks it; the demo's pages run it. */
import { type Block, type BlockOf, type ContentBlock, createClient } from "@digital-skills-cms/client";
import { expect, inject, it } from "vitest";

const cms = createClient({ url: inject("url") });

/** The words of a block. Does not compile when a type of block is added and not handled here. */
function wordsOf(block: Block): string[] {
  switch (block.type) {
    case "section":
      return [block.value.heading, ...block.value.content.flatMap(wordsOf)];
    case "rich_text":
      return [block.value];
    case "callout":
      return [block.value.text];
    case "quote":
      return [block.value.text];
    case "steps":
      return block.value.steps.map(({ title }) => title);
    case "accordion":
      return block.value.items.map(({ title }) => title);
    case "facts":
      return block.value.facts.map(({ value }) => value);
    case "table":
      return [block.value.caption];
    case "code":
      return [block.value.code];
    case "image":
      return [block.value.image?.alt ?? ""];
    case "video":
      return [block.value.title];
    case "documents":
      return block.value.documents.map(({ title }) => title);
    case "cards":
      return block.value.cards.map(({ title }) => title);
    case "listing":
      return block.value.items.map(({ title }) => title);
    case "call_to_action":
      return [block.value.target?.url ?? ""];
    case "contact":
      return [block.value.contact?.name ?? ""];
    case "divider":
      return [];
    default:
      return block satisfies never;
  }
}

/** A `switch` that forgets one type of block: its `default` must not compile. */
export function forgetful(block: BlockOf<"code" | "quote">): string {
  switch (block.type) {
    case "quote":
      return block.value.text;
    default:
      // @ts-expect-error: code is left over
      return block satisfies never;
  }
}

/** A type that does not exist cannot be asked for. */
// @ts-expect-error: there is no such block
export type Unknown = BlockOf<"marquee">;

/** Sections hold every block but sections. */
export const content: ContentBlock["type"][] = ["divider", "quote"];
// @ts-expect-error: no section in a section
export const nested: ContentBlock["type"] = "section";

it("every block of every page of the demo is one of the contract", async () => {
  const seen = new Set<string>();
  for await (const { id } of cms.pages.list()) {
    const page = await cms.pages.get(id);
    if (!("body" in page)) continue;
    for (const block of page.body) {
      seen.add(block.type);
      expect(wordsOf(block).every((words) => typeof words === "string")).toBe(true);
    }
  }
  expect([...seen]).toEqual(expect.arrayContaining(["section"]));
});
