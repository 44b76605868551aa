"""Reads the text of a page whose mark-up is lost.

The first line is the title; paragraphs are separated by blank lines; a paragraph whose lines begin with
"1.", "2.", ... (or a bullet) is a list; one that is wholly in quotation marks is a quote. Headings cannot
be told from text, so none is made: ``proposals.py`` says where one seems to be missing. "On this page:"
was a table of contents and is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.utils.text import slugify

from cms.errors import SourceError
from cms.importer.document import Block, Document, Note, NoteKind, Quote, RichText
from cms.importer.proposals import missing_headings
from cms.importer.rich_text import clean, escape
from cms.importer.source import Source

__all__ = ["Paragraph", "PlainTextReader"]

_SUFFIXES = {"", ".txt", ".text"}
_MAX_TITLE = 255
_ON_THIS_PAGE = re.compile(r"on this page:?\Z", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,3})[.)]\s+(?P<text>\S.*)\Z")
_BULLETED = re.compile(r"\s*(?P<mark>[•·*-])\s+(?P<text>\S.*)\Z")
_QUOTED = (re.compile(r"‘([^‘]+)’\Z"), re.compile(r"“([^“”]+)”\Z"))
_ADDRESS = re.compile(
    r"(?P<url>https?://[^\s<>\"”’]*[^\s<>\"”’.,;:!?)\]])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
_PILOT = re.compile(r"\bpilot\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without a blank one between them; ``blank_before`` counts the blank lines above."""

    lines: tuple[str, ...]
    line: int
    blank_before: int

    @property
    def text(self) -> str:
        """The words on one line. No-break spaces stay."""
        return re.sub(r"[ \t\n]+", " ", "\n".join(self.lines)).strip(" ")


class PlainTextReader:
    """Text files without front matter."""

    def can_read(self, path: str, text: str) -> bool:
        """A name that ends like a text file's, or has no ending."""
        return PurePath(path).suffix.lower() in _SUFFIXES

    def read(self, source: Source) -> Document:
        """The page; ``SourceError`` when the file is empty or its first line is no title."""
        paragraphs = list(_paragraphs(source.text))
        if not paragraphs:
            raise SourceError(source.path, "the file is empty", 1)
        title, paragraphs = _title(source.path, paragraphs)
        notes: list[Note] = []
        kept: list[Paragraph] = []
        for paragraph in paragraphs:
            if _ON_THIS_PAGE.match(paragraph.text):
                text = "“On this page:” is left out: it is made from the headings"
                notes.append(Note(NoteKind.DERIVED, text, paragraph.line))
            else:
                kept.append(paragraph)
        blocks: list[Block] = []
        for html_or_quote in _blocks([part for paragraph in kept for part in _lists_apart(paragraph)]):
            last = blocks[-1] if blocks else None
            if isinstance(html_or_quote, RichText) and isinstance(last, RichText):
                blocks[-1] = RichText(last.html + html_or_quote.html)
            else:
                blocks.append(html_or_quote)
        notes += missing_headings([(p.text, p.line, p.blank_before) for p in kept])
        return Document(
            identity=source.identity,
            title=title,
            slug=slugify(title)[:_MAX_TITLE] or "page",
            intro=tuple(blocks),
            notes=tuple(notes),
            suggested_type="pilot" if _PILOT.search(title) else "",
        )


def _paragraphs(text: str) -> Iterator[Paragraph]:
    lines: list[str] = []
    blank = 0
    start = 1
    before = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            if not lines:
                start, before = number, blank
            lines.append(line)
            blank = 0
            continue
        if lines:
            yield Paragraph(tuple(lines), start, before)
            lines = []
        blank += 1


def _title(path: str, paragraphs: list[Paragraph]) -> tuple[str, list[Paragraph]]:
    first = paragraphs[0]
    title = " ".join(first.lines[0].split())
    if len(title) > _MAX_TITLE:
        reason = f"the first line is the title, and longer than {_MAX_TITLE} letters"
        raise SourceError(path, reason, first.line)
    rest = first.lines[1:]
    remaining = [Paragraph(rest, first.line + 1, 0)] if rest else []
    return title, remaining + paragraphs[1:]


def _blocks(paragraphs: list[Paragraph]) -> Iterator[RichText | Quote]:
    position = 0
    while position < len(paragraphs):
        paragraph = paragraphs[position]
        position += 1
        if items := _items(paragraph, 1):
            ordered = bool(_NUMBERED.match(paragraph.lines[0]))
            # The items of one list may stand apart, as long as the numbers go on.
            while ordered and position < len(paragraphs):
                more = _items(paragraphs[position], len(items) + 1)
                if not more or not _NUMBERED.match(paragraphs[position].lines[0]):
                    break
                items += more
                position += 1
            tag = "ol" if ordered else "ul"
            inside = "".join(f"<li>{_linked(item)}</li>" for item in items)
            yield RichText(clean(f"<{tag}>{inside}</{tag}>"))
        elif quoted := _quoted(paragraph.text):
            yield Quote(quoted)
        else:
            yield RichText(clean(f"<p>{_linked(paragraph.text)}</p>"))


def _quoted(text: str) -> str:
    for pattern in _QUOTED:
        if found := pattern.match(text):
            return found[1].strip()
    return ""


def _items(paragraph: Paragraph, first: int) -> list[str]:
    """The items of a list whose numbers count up from ``first``; empty if this is no list."""
    items: list[str] = []
    pattern = _NUMBERED if _NUMBERED.match(paragraph.lines[0]) else _BULLETED
    for line in paragraph.lines:
        found = pattern.match(line)
        if found is None:
            if not items:
                return []
            items[-1] += " " + line.strip(" \t")
            continue
        if pattern is _NUMBERED and int(found["number"]) != first + len(items):
            return []
        items.append(found["text"].rstrip(" \t"))
    # One line with a dash before it may be the name under a quote.
    alone = len(items) == 1 and pattern is _BULLETED and paragraph.lines[0].lstrip()[0] in "*-"
    return [] if alone else items


def _lists_apart(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A list that directly follows a line of text is a list, so a paragraph of its own."""
    if not _items(paragraph, 1):
        for index in range(1, len(paragraph.lines)):
            rest = Paragraph(paragraph.lines[index:], paragraph.line + index, 0)
            if len(_items(rest, 1)) > 1:
                yield replace(paragraph, lines=paragraph.lines[:index])
                yield rest
                return
    yield paragraph


def _linked(text: str) -> str:
    """Rich text in which written-out addresses are links."""
    parts: list[str] = []
    position = 0
    for found in _ADDRESS.finditer(text):
        target = found["url"] or f"mailto:{found['email']}"
        parts.append(escape(text[position : found.start()]))
        parts.append(f'<a href="{html.escape(target)}">{escape(found.group())}</a>')
        position = found.end()
    parts.append(escape(text[position:]))
    return "".join(parts)
