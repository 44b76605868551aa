"""The neutral document model: what a reader makes of a file, before any page type is chosen.

Readers (``cms.importer.readers``) build a ``Document``; ``sections.py`` turns it into the raw JSON of a section
stream; nothing in here knows Wagtail. Every ``html`` string is rich text as Wagtail's database keeps it, already
cleaned by ``rich_text.py``; every other string is plain text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "Accordion",
    "Block",
    "CallToAction",
    "Code",
    "Divider",
    "Document",
    "Facts",
    "Image",
    "Note",
    "NoteKind",
    "Quote",
    "RichText",
    "Section",
    "Table",
    "Video",
]


class NoteKind(StrEnum):
    """What a line of the report is about."""

    DERIVED = "derived"
    PERSON = "needs a person"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that the report says about a source; ``line`` counts from 1 in the file, where it is known."""

    kind: NoteKind
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class RichText:
    """Paragraphs and lists."""

    html: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, without quotation marks; paragraphs are separated by a blank line."""

    text: str
    attribution: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text; ``language`` as the source names it, empty when it does not."""

    code: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each cell rich text; every row has the same number of cells."""

    rows: tuple[tuple[str, ...], ...]
    header_row: bool = False
    header_column: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that the source shows; its file is not brought in, so a person has to choose the image."""

    source: str
    alt_text: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Video:
    """A video on another site."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a term (plain text) and its value (rich text)."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Accordion:
    """Pairs of a title (plain text) and the text that it opens (rich text)."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Divider:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class CallToAction:
    """A target that the source names without an address; a person fills it in."""

    text: str


Block = RichText | Quote | Code | Table | Image | Video | Facts | Accordion | Divider | CallToAction


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (level 2 to 4) with the anchor that inbound links use, and what stands under it."""

    heading: str
    level: int
    anchor: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole source.

    ``identity`` names the source for good, so that a second run finds what the first one made. ``permalink`` is
    the address that the source states, empty when it states none; ``slug`` is the last part of it or made from
    the title. ``suggested_type`` is a key of ``--type`` that the reader is sure of, or empty. ``hidden``
    says that the source itself is not public, so its page stays a draft.
    """

    identity: str
    title: str
    slug: str
    lede: str = ""
    summary: str = ""
    permalink: str = ""
    intro: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = field(default=())
    suggested_type: str = ""
    hidden: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the document, in reading order."""
        return self.intro + tuple(block for section in self.sections for block in section.blocks)
