"""Headings and blocks in reading order, put into sections with anchors.

The anchor of a heading is its own id, else the one that the source's table of contents links to, else
the id that kramdown would have made: so links into the page go on to work. Called by readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cms.importer.contents import Entry, compare
from cms.importer.document import Block, Note, NoteKind, Section
from cms.importer.html_blocks import Heading
from cms.importer.rich_text import words_of

__all__ = ["Outline", "arrange", "kramdown_id"]

_LOWEST = 4
_NOT_IN_AN_ID = re.compile(r"[^\w\- \t]")


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands before the first heading, the sections, and what there is to say."""

    intro: tuple[Block, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


def arrange(items: Iterable[Heading | Block], contents: tuple[Entry, ...]) -> Outline:
    """Sections of level 2 to 4; other levels are moved to the nearest of these, with a note."""
    intro: list[Block] = []
    headings: list[tuple[Heading, list[Block]]] = []
    for item in items:
        if isinstance(item, Heading):
            headings.append((item, []))
        elif headings:
            headings[-1][1].append(item)
        else:
            intro.append(item)
    notes: list[Note] = []
    listed = {words_of(entry.text): entry.anchor for entry in reversed(contents)}
    taken: set[str] = set()
    sections: list[Section] = []
    for heading, blocks in headings:
        level = min(max(heading.level, 2), _LOWEST)
        if level != heading.level:
            text = f"the heading “{heading.text}” has level {heading.level}, imported as {level}"
            notes.append(Note(NoteKind.PERSON, text))
        anchor = heading.anchor or listed.get(words_of(heading.text)) or kramdown_id(heading.text)
        anchor = _unused(anchor, taken)
        taken.add(anchor)
        sections.append(Section(heading.text, level, anchor, tuple(blocks)))
    if contents:
        notes += _about_contents(contents, sections)
    return Outline(tuple(intro), tuple(sections), tuple(notes))


def kramdown_id(text: str) -> str:
    """The id that kramdown's GFM parser gives a heading of this text."""
    return re.sub(r"[ \t]", "-", _NOT_IN_AN_ID.sub("", text.lower())) or "section"


def _unused(anchor: str, taken: set[str]) -> str:
    candidate, number = anchor, 0
    while candidate in taken:
        number += 1
        candidate = f"{anchor}-{number}"
    return candidate


def _about_contents(contents: tuple[Entry, ...], sections: list[Section]) -> list[Note]:
    text = f"the table of contents ({len(contents)} entries): it is made from the headings"
    # Which levels a table of contents goes down to shows in the headings that it does list.
    listed = {words_of(entry.text) for entry in contents}
    levels = {section.level for section in sections if words_of(section.heading) in listed}
    headings = [(section.heading, section.anchor) for section in sections if section.level in levels]
    differences = compare(contents, headings)
    return [Note(NoteKind.DERIVED, text)] + [
        Note(NoteKind.PERSON, f"the table of contents and the headings differ: {difference}")
        for difference in differences
    ]
