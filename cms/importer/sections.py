"""A document as the raw JSON of a section stream.

Every heading becomes a ``section`` block, what stands before the first one comes first and outside any.
Block ids are made from the block's place on the page, so a second run writes the same ids and
comparing two revisions shows real changes only. Called by ``plan.py``.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from blocks.anchors import ANCHOR_PATTERN, LONGEST_ANCHOR, RESERVED_ANCHORS, anchor_from
from blocks.code import CodeLanguage
from cms.importer.document import (
    Accordion,
    Block,
    CallToAction,
    Code,
    Divider,
    Document,
    Facts,
    Image,
    Note,
    NoteKind,
    Quote,
    RichText,
    Section,
    Table,
    Video,
)

__all__ = ["RawBlock", "anchors_of", "raw_sections"]

RawBlock = dict[str, Any]

# What highlighters call the languages of our code block.
_LANGUAGE_ALIASES = {
    "js": "javascript",
    "md": "markdown",
    "py": "python",
    "rb": "ruby",
    "sh": "bash",
    "shell": "bash",
    "ts": "typescript",
    "yml": "yaml",
}

_NAMESPACE = uuid.UUID("6f1c9d5e-3a44-5b0e-9a0b-4d2f5f0f6a11")


def raw_sections(document: Document) -> list[RawBlock]:
    """The stream's raw value, ready for ``json.dumps``."""
    stream = _content("intro", document.intro)
    for section, anchor in zip(document.sections, anchors_of(document)[0], strict=True):
        place = f"section:{anchor}"
        value = {
            "heading": section.heading,
            "level": str(section.level),
            "anchor": anchor,
            "content": _content(place, section.blocks),
        }
        stream.append(_raw(place, "section", value))
    return stream


def anchors_of(document: Document) -> tuple[list[str], list[Note]]:
    """The anchor of each section as our pages allow it, and a note for each that had to change."""
    anchors: list[str] = []
    notes: list[Note] = []
    for section in document.sections:
        anchor = _allowed(section, {*anchors, *RESERVED_ANCHORS})
        if anchor != section.anchor:
            text = f"the anchor #{section.anchor} became #{anchor}: change links that lead to it"
            notes.append(Note(NoteKind.PERSON, text))
        anchors.append(anchor)
    return anchors, notes


def _allowed(section: Section, taken: set[str]) -> str:
    wanted = section.anchor.lower()[:LONGEST_ANCHOR]
    if not re.match(ANCHOR_PATTERN, wanted):
        wanted = anchor_from(section.heading)
    candidate, number = wanted, 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = wanted[: LONGEST_ANCHOR - len(suffix)] + suffix
    return candidate


def _content(place: str, blocks: Sequence[Block]) -> list[RawBlock]:
    return [_block(f"{place}/{number}", block) for number, block in enumerate(blocks)]


def _raw(place: str, kind: str, value: Any) -> RawBlock:
    return {"type": kind, "value": value, "id": str(uuid.uuid5(_NAMESPACE, place))}


def _items(place: str, values: Iterable[Any]) -> list[RawBlock]:
    """A list block's children."""
    return [_raw(f"{place}/{number}", "item", value) for number, value in enumerate(values)]


def _language(name: str) -> str:
    known = CodeLanguage.values
    wanted = _LANGUAGE_ALIASES.get(name.lower(), name.lower())
    return wanted if wanted in known else "text"


def _cell(text: str) -> str:
    return f"<p>{text}</p>" if text else ""


def _block(place: str, block: Block) -> RawBlock:
    def items(name: str, values: Iterable[Any]) -> Mapping[str, list[RawBlock]]:
        return {name: _items(f"{place}/{name}", values)}

    value: Any
    match block:
        case RichText(html):
            kind, value = "rich_text", html
        case Quote(text, attribution, source_url):
            kind = "quote"
            value = {"text": text, "attribution": attribution, "role": "", "source_url": source_url}
        case Code(code, language):
            kind, value = "code", {"language": _language(language), "code": code, "caption": ""}
        case Table(rows, header_row, header_column, caption):
            kind = "table"
            value = {
                "caption": caption,
                "header_row": header_row,
                "header_column": header_column,
                "rows": [{"cells": [_cell(text) for text in row]} for row in rows],
            }
        case Image(_, alt_text, caption):
            kind = "image"
            value = {"image": None, "alt_text": alt_text, "decorative": False, "caption": caption, "credit": ""}
        case Video(url, title):
            kind, value = "video", {"url": url, "title": title, "transcript": ""}
        case Facts(facts):
            kind, value = "facts", items("facts", [{"term": term, "value": text} for term, text in facts])
        case Accordion(parts):
            kind = "accordion"
            value = items("items", [{"title": title, "text": text} for title, text in parts])
        case Divider():
            kind, value = "divider", None
        case CallToAction(text):
            kind = "call_to_action"
            value = {"text": text, "page": None, "document": None, "url": "", "email": "", "description": ""}
    return _raw(place, kind, value)
