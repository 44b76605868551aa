"""HTML to headings and blocks: the structure that the section stream can hold.

Called by readers whose source is HTML or becomes HTML. Elements with a counterpart become blocks; the
words of all others are kept as text. What could not be kept as it was is said in a note.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bs4.element import NavigableString, PageElement, Tag

from cms.importer.contents import Entry, take_contents
from cms.importer.document import (
    Accordion,
    Block,
    Code,
    Divider,
    Facts,
    Image,
    Note,
    NoteKind,
    Quote,
    RichText,
)
from cms.importer.html_tree import MAX_DEPTH, UnreadableHtml, attribute, parse
from cms.importer.inline_html import INLINE, InlineHtml, text_of
from cms.importer.media import video
from cms.importer.rich_text import clean, escape, scheme_of
from cms.importer.tables import table_of

__all__ = ["Heading", "HtmlBlocks", "read_blocks"]

_WORD = re.compile(r"\S")
_NOT_IN_A_QUOTE = ["a", "blockquote", "ul", "ol", "table", "img", "iframe", "pre", "h1", "h2", "h3", "h4", "h5", "h6"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the source has it: level 1 to 6, and its id if it has one."""

    text: str
    level: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class HtmlBlocks:
    """Headings and blocks in reading order, the table of contents that was taken out, and notes."""

    items: tuple[Heading | Block, ...]
    contents: tuple[Entry, ...]
    notes: tuple[Note, ...]


def read_blocks(source: str) -> HtmlBlocks:
    """Take HTML apart; ``UnreadableHtml`` when that is impossible."""
    tree = parse(source)
    notes = list(tree.notes)
    contents = take_contents(tree.root)
    walker = _Walker(notes)
    walker.walk(tree.root.children, 0)
    return HtmlBlocks(tuple(walker.items), contents, tuple(notes))


class _Walker:
    def __init__(self, notes: list[Note]) -> None:
        self.items: list[Heading | Block] = []
        self._notes = notes

    def walk(self, nodes: Iterable[PageElement], depth: int) -> None:
        """Read nodes of a container; inline nodes side by side make one paragraph."""
        if depth > MAX_DEPTH:
            raise UnreadableHtml(f"it is nested deeper than {MAX_DEPTH} elements")
        run: list[PageElement] = []
        for node in nodes:
            if isinstance(node, NavigableString) or (isinstance(node, Tag) and node.name in INLINE):
                run.append(node)
            elif isinstance(node, Tag):
                self._paragraph(run, depth)
                run = []
                self._block(node, depth + 1)
        self._paragraph(run, depth)

    def _block(self, tag: Tag, depth: int) -> None:
        match tag.name:
            case "p":
                self._paragraph(tag.children, depth)
            case "ul" | "ol":
                inline = InlineHtml(self._notes)
                self._rich(inline.write_list(tag, depth), inline.hoisted)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._heading(tag, depth)
            case "blockquote":
                self._quote(tag, depth)
            case "pre":
                self._add(Code(tag.get_text().strip("\n"), _language(tag)))
            case "hr":
                self._add(Divider())
            case "table":
                self._table(tag, depth)
            case "dl":
                self._facts(tag, depth)
            case "details":
                self._details(tag, depth)
            case "figure":
                self._figure(tag, depth)
            case "iframe":
                self._add(video(tag, self._notes))
            case _:
                self.walk(tag.children, depth)

    def _paragraph(self, nodes: Iterable[PageElement], depth: int) -> None:
        inline = InlineHtml(self._notes)
        text = inline.write(nodes, depth)
        self._rich(f"<p>{text}</p>" if text else "", inline.hoisted)

    def _rich(self, text: str, hoisted: list[Block]) -> None:
        if cleaned := clean(text):
            self._add(RichText(cleaned))
        for block in hoisted:
            self._add(block)

    def _add(self, item: Heading | Block) -> None:
        """Append; paragraphs side by side are one rich text, openable parts one accordion."""
        last = self.items[-1] if self.items else None
        if isinstance(item, RichText):
            if not item.html:
                return
            if isinstance(last, RichText):
                self.items[-1] = RichText(last.html + item.html)
                return
        if isinstance(item, Accordion) and isinstance(last, Accordion):
            self.items[-1] = Accordion(last.items + item.items)
            return
        self.items.append(item)

    def _heading(self, tag: Tag, depth: int) -> None:
        text = text_of(tag)
        inline = InlineHtml(self._notes)
        inline.write(tag.children, depth)  # for the pictures in it; its words are plain text
        if text:
            anchor = attribute(tag, "id") or _anchor_within(tag)
            self._add(Heading(text, int(tag.name[1]), anchor))
        else:
            self._person("a heading without words was left out")
        for link in tag.find_all("a", href=True):
            self._person(f"a heading cannot be a link: the link of “{text}” stands below it")
            target = attribute(link, "href")
            shown = escape(text_of(link) or target)
            self._rich(f'<p><a href="{html.escape(target)}">{shown}</a></p>', [])
        self._rich("", inline.hoisted)

    def _quote(self, tag: Tag, depth: int) -> None:
        if tag.find(_NOT_IN_A_QUOTE) is not None:
            self._person(f"a quote holds more than words, it became text: “{text_of(tag)[:40]}…”")
            self.walk(tag.children, depth)
            return
        sources = [child for child in tag.find_all(["cite", "footer"]) if text_of(child)]
        attribution = " ".join(text_of(source.extract()) for source in sources)
        for line_break in tag.find_all("br"):
            line_break.replace_with("\v")
        paragraphs = tag.find_all("p") or [tag]
        lines = [
            "\n".join(" ".join(line.split()) for line in paragraph.get_text().split("\v")) for paragraph in paragraphs
        ]
        text = "\n\n".join(line.strip() for line in lines if line.strip())
        if "".join(text_of(tag).split()) != "".join(text.split()):
            text = text_of(tag)  # words beside the paragraphs must not get lost
        address = attribute(tag, "cite")
        source_url = address if scheme_of(address) in {"http", "https"} else ""
        if text:
            self._add(Quote(text, attribution.lstrip("—–- "), source_url))

    def _table(self, tag: Tag, depth: int) -> None:
        inline = InlineHtml(self._notes)
        table = table_of(tag, inline, self._notes, depth)
        if table is not None:
            self._add(table)
        self._rich("", inline.hoisted)

    def _facts(self, tag: Tag, depth: int) -> None:
        nearest = (string.find_parent(["dt", "dd", "dl"]) for string in tag.find_all(string=_WORD))
        if any(parent is not None and parent.name == "dl" for parent in nearest):  # words beside the terms
            self.walk(tag.children, depth)
            return
        inline = InlineHtml(self._notes)
        facts: list[tuple[str, str]] = []
        for part in tag.find_all(["dt", "dd"]):
            if part.find_parent("dl") is not tag:
                continue
            if part.name == "dt":
                facts.append((text_of(part), ""))
                continue
            if not facts:
                facts.append(("", ""))
            term, value = facts[-1]
            facts[-1] = (term, value + clean(f"<p>{inline.write(part.children, depth)}</p>"))
        if facts:
            self._add(Facts(tuple(facts)))
        self._rich("", inline.hoisted)

    def _details(self, tag: Tag, depth: int) -> None:
        summary = tag.find("summary", recursive=False)
        title = text_of(summary) if isinstance(summary, Tag) else ""
        if isinstance(summary, Tag):
            summary.extract()
            if summary.find(["h1", "h2", "h3", "h4", "h5", "h6"]) is not None:
                self._person(f"the heading “{title}” opens a part of the page: it is its title, no heading")
        inside = _Walker(self._notes)
        inside.walk(tag.children, depth)
        match inside.items:
            case [RichText(text)] if title:
                self._add(Accordion(((title, text),)))
            case items:
                self._person(f"“{title or 'details'}” holds more than text, it became open text")
                self._rich(f"<p><b>{escape(title)}</b></p>" if title else "", [])
                for item in items:
                    self._add(item)

    def _figure(self, tag: Tag, depth: int) -> None:
        caption = tag.find("figcaption")
        if not isinstance(caption, Tag):
            self.walk(tag.children, depth)
            return
        caption.extract()
        first = len(self.items)
        self.walk(tag.children, depth)
        has_link = caption.find("a", href=True) is not None
        for index in range(len(self.items) - 1, first - 1, -1):
            item = self.items[index]
            if isinstance(item, Image) and not has_link:
                self.items[index] = replace(item, caption=text_of(caption))
                return
        self.walk(caption.children, depth)

    def _person(self, text: str) -> None:
        self._notes.append(Note(NoteKind.PERSON, text))


def _language(tag: Tag) -> str:
    code = tag.find("code")
    classes = attribute(code, "class").split() if isinstance(code, Tag) else []
    for name in classes:
        if name.startswith("language-"):
            return name.removeprefix("language-")
    return ""


def _anchor_within(tag: Tag) -> str:
    for link in tag.find_all("a"):
        if anchor := attribute(link, "id") or attribute(link, "name"):
            return anchor
    return ""
