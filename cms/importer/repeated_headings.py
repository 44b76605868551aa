"""A heading whose words stand again as the paragraph right after it.

Probably a slip in the source, but its words: they are imported as they are unless a person asks to
remove them (``--remove-repeated-headings``). Called by the import for every document.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cms.importer.document import Document, Note, NoteKind, RichText, Section
from cms.importer.rich_text import plain, words_of

__all__ = ["with_repeated_headings"]

_FIRST = re.compile(r"\A<p>(.*?)</p>", re.DOTALL)


def with_repeated_headings(document: Document, *, remove: bool) -> Document:
    """The document with a note for each repetition, and without them if ``remove``."""
    notes: list[Note] = []
    sections = tuple(_section(section, notes, remove) for section in document.sections)
    return replace(document, sections=sections, notes=(*document.notes, *notes))


def _section(section: Section, notes: list[Note], remove: bool) -> Section:
    if not section.blocks or not isinstance(first := section.blocks[0], RichText):
        return section
    found = _FIRST.match(first.html)
    if found is None or words_of(plain(found[1])) != words_of(section.heading):
        return section
    what = f"the heading “{section.heading}” stands again as the paragraph after it"
    if not remove:
        text = f"{what}: imported as it is; --remove-repeated-headings removes it"
        notes.append(Note(NoteKind.PERSON, text))
        return section
    notes.append(Note(NoteKind.DERIVED, f"{what}: the paragraph was removed, as asked"))
    rest = first.html[found.end() :]
    remaining = (RichText(rest), *section.blocks[1:]) if rest else section.blocks[1:]
    return replace(section, blocks=remaining)
