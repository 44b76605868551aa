"""Addresses that a source names but does not give, and dates that it leaves open.

"Visit the ... website", "join the mailing list" or "email" without a link: the words stay in the text, and
an empty call to action after it shows the editor what is still to do. Nobody invents an address.
Called by the import for every document.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cms.importer.document import Block, CallToAction, Document, Note, NoteKind, RichText
from cms.importer.rich_text import plain

__all__ = ["with_missing_targets"]

_LINK = re.compile(r"<a [^>]*>.*?</a>", re.DOTALL)
_NAMED = (
    re.compile(r"\b(?i:visit|go to|see) the (?P<name>(?:[A-Z][\w’-]*\s)+website)\b"),
    re.compile(
        r"\b(?i:join(?:ing)?|subscrib(?:e|ing) to|sign(?:ing)? up (?:to|for)) (?:the|our) (?P<name>mailing list)\b"
    ),
    re.compile(r"\b(?P<name>email)(?: us)?(?: at)?[.:]?\s*\Z", re.IGNORECASE),
)
_OPEN_DATE = re.compile(
    r"\b(over the (?:coming|next few) (?:weeks|months|years?)"
    r"|in the (?:coming|next few) (?:weeks|months|years?)"
    r"|coming soon|later this year|in the near future)\b",
    re.IGNORECASE,
)


def with_missing_targets(document: Document) -> Document:
    """The document with empty calls to action, and notes on them and on dates left open."""
    notes: list[Note] = []
    intro = _blocks(document.intro, notes)
    sections = tuple(replace(section, blocks=_blocks(section.blocks, notes)) for section in document.sections)
    return replace(document, intro=intro, sections=sections, notes=(*document.notes, *notes))


def _blocks(blocks: tuple[Block, ...], notes: list[Note]) -> tuple[Block, ...]:
    result: list[Block] = []
    for block in blocks:
        result.append(block)
        if isinstance(block, RichText):
            result += _calls(block, notes)
    return tuple(result)


def _calls(block: RichText, notes: list[Note]) -> list[CallToAction]:
    found: dict[str, tuple[int, int]] = {}
    for number, paragraph in enumerate(re.split(r"(?<=</p>)|(?<=</li>)", block.html)):
        # A link's words are not missing an address; what stands around them may be.
        text = plain(_LINK.sub("\N{OBJECT REPLACEMENT CHARACTER}", paragraph))
        for pattern in _NAMED:
            for match in pattern.finditer(text):
                found.setdefault(match["name"], (number, match.start("name")))
        for match in _OPEN_DATE.finditer(text):
            shown = f"“{match[0]}” has no date: set a review date"
            notes.append(Note(NoteKind.PERSON, shown))
    calls: list[CallToAction] = []
    for name in sorted(found, key=found.__getitem__):
        text = f"“{name}” is named without an address: fill in the empty call to action"
        notes.append(Note(NoteKind.PERSON, text))
        calls.append(CallToAction(name[0].upper() + name[1:]))
    return calls
