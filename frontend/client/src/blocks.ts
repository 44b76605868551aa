/**
 * The sections and blocks of a page's body. `switch (block.type)` narrows a block to its value, and `block satisfies never`
 * in its `default` makes a forgotten type an error of the compiler.
 */
import type { Schemas } from "./contract.js";

/** A block of a page's body. */
export type Block = Schemas["BodyBlock"];

/** A block in a section: every block but a section. */
export type ContentBlock = Schemas["ContentBlock"];

/** The name of a block's type, for instance `rich_text`. */
export type BlockType = Block["type"];

/** A block of one type. */
export type BlockOf<Type extends BlockType> = Extract<Block, { type: Type }>;
