"""Inline HTML to rich text: paragraphs' contents, list items, cells.

``InlineHtml`` writes the rich text of some nodes. Pictures and embedded media cannot stand in rich
text: it collects them (``hoisted``) for the caller to place after the text. Called by
``html_blocks.py`` and ``tables.py``.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from cms.importer.document import Block, Note, NoteKind
from cms.importer.html_tree import MAX_DEPTH, UnreadableHtml, attribute
from cms.importer.media import picture, video
from cms.importer.rich_text import escape

__all__ = ["INLINE", "InlineHtml", "text_of"]

_AS = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "sub": "sub", "sup": "sup",
}  # fmt: skip
_UNWRAPPED = {
    "a", "abbr", "bdi", "bdo", "br", "del", "img", "iframe", "ins", "mark", "q", "s", "small",
    "span", "strike", "time", "u", "wbr",
}  # fmt: skip
INLINE = frozenset({*_AS, *_UNWRAPPED} - {"iframe"})
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"}


def text_of(node: PageElement) -> str:
    """The words of a node on one line; words of different blocks do not run together."""
    if not isinstance(node, Tag):
        return " ".join(node.get_text().split())
    parts: list[str] = []
    block: Tag | None = node
    for part in node.descendants:
        if isinstance(part, Tag):
            parts.append(" " if part.name == "br" else "")
        elif isinstance(part, NavigableString) and not isinstance(part, PreformattedString):
            around = next((parent for parent in part.parents if parent.name not in INLINE), None)
            parts.append(str(part) if around is block else f" {part}")
            block = around
    return " ".join("".join(parts).split())


class InlineHtml:
    """Writes rich text and remembers what could not stand in it."""

    def __init__(self, notes: list[Note]) -> None:
        self.hoisted: list[Block] = []
        self._notes = notes

    def write(self, nodes: Iterable[PageElement], depth: int = 0) -> str:
        """The nodes as inline rich text; block elements among them begin a new line."""
        return _trim(self._nodes(nodes, depth))

    def write_list(self, tag: Tag, depth: int = 0) -> str:
        """A list with the lists in it."""
        if depth > MAX_DEPTH:
            raise UnreadableHtml(f"it is nested deeper than {MAX_DEPTH} elements")
        start = attribute(tag, "start")
        if tag.name == "ol" and start not in ("", "1"):
            first = text_of(tag)[:40]
            self._person(f"a list is numbered from {start} in the source, from 1 here: “{first}…”")
        items: list[str] = []
        for child in tag.children:
            if isinstance(child, Tag) and child.name == "li":
                items.append(self._item(child, depth + 1))
            elif isinstance(child, Tag) and child.name in {"ol", "ul"} and items:
                items[-1] += self.write_list(child, depth + 1)
            elif text := self.write([child], depth + 1):
                items.append(text)
        return f"<{tag.name}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag.name}>"

    def _item(self, tag: Tag, depth: int) -> str:
        parts: list[str] = []
        run: list[PageElement] = []
        for child in tag.children:
            if isinstance(child, Tag) and child.name in {"ol", "ul"}:
                parts.append(self.write(run, depth))
                parts.append(self.write_list(child, depth + 1))
                run = []
            else:
                run.append(child)
        parts.append(self.write(run, depth))
        return "".join(parts)

    def _nodes(self, nodes: Iterable[PageElement], depth: int) -> str:
        if depth > MAX_DEPTH:
            raise UnreadableHtml(f"it is nested deeper than {MAX_DEPTH} elements")
        return "".join(self._node(node, depth) for node in nodes)

    def _node(self, node: PageElement, depth: int) -> str:
        if isinstance(node, PreformattedString):  # comments and declarations
            return ""
        if isinstance(node, NavigableString):
            # Line ends are spaces; a no-break space is a character of the text and stays.
            return escape(str(node).replace("\n", " ").replace("\t", " "))
        if not isinstance(node, Tag):
            return ""
        name = node.name
        if name in _AS:
            return _wrap(_AS[name], self._nodes(node.children, depth + 1))
        if name == "br":
            return "<br/>"
        if name == "a":
            return self._link(node, depth)
        if name == "q":
            return "“" + self._nodes(node.children, depth + 1) + "”"
        if name == "img":
            self.hoisted.append(picture(node, self._notes))
            return ""
        if name == "iframe":
            self.hoisted.append(video(node, self._notes))
            return ""
        if name in _UNWRAPPED:
            return self._nodes(node.children, depth + 1)
        inside = _trim(self._nodes(node.children, depth + 1))
        if not inside:
            return ""
        return "<br/>" + (_wrap("b", inside) if name in _HEADINGS else inside) + "<br/>"

    def _link(self, tag: Tag, depth: int) -> str:
        inside = self._nodes(tag.children, depth + 1)
        href = attribute(tag, "href")
        if not href:
            return inside
        if not inside.strip():
            picture_of = tag.find("img")
            shown = attribute(picture_of, "alt") if isinstance(picture_of, Tag) else ""
            inside = escape(shown or href)
            self._person(f"a link without words, its address or alt text is shown: {href}")
        return f'<a href="{html.escape(href)}">{inside}</a>'

    def _person(self, text: str) -> None:
        self._notes.append(Note(NoteKind.PERSON, text))


def _wrap(tag: str, inside: str) -> str:
    return f"<{tag}>{inside}</{tag}>" if inside.strip() else inside


def _trim(text: str) -> str:
    """Without line breaks or spaces at either end, and never two breaks that blocks made."""
    while "<br/><br/>" in text:
        text = text.replace("<br/><br/>", "<br/>")
    previous = None
    while text != previous:
        previous = text
        text = text.strip(" ").removeprefix("<br/>").removesuffix("<br/>")
    return text
