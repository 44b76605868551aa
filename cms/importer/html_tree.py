"""HTML as written to a well-formed tree of the elements that the import knows.

``nh3`` (an HTML5 parser) repairs the nesting and takes out what has no place in content: scripts,
styles, forms, event handlers, links that run code. What it took out is said in notes. Called by
``html_blocks.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

import nh3
from bs4 import BeautifulSoup
from bs4.element import Tag
from bs4.exceptions import ParserRejectedMarkup

from cms.importer.document import Note, NoteKind
from cms.importer.rich_text import LINK_SCHEMES, scheme_of

__all__ = ["MAX_DEPTH", "Tree", "UnreadableHtml", "attribute", "parse"]

MAX_DEPTH = 60

_INLINE = """a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strike
    strong sub sup time tt u var wbr"""
_STRUCTURE = """article aside blockquote caption center col colgroup dd details div dl dt figcaption
    figure footer h1 h2 h3 h4 h5 h6 header hgroup hr iframe li main nav ol p pre section summary table
    tbody td tfoot th thead tr ul"""
_ATTRIBUTES = {
    "a": {"href", "id", "name"},
    "blockquote": {"cite"},
    "code": {"class"},
    "iframe": {"src", "title"},
    "img": {"src", "alt"},
    "nav": {"class"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
_REMOVED_WITH_TEXT = ("script", "style", "template", "noscript")
_REMOVED = ("audio", "button", "canvas", "embed", "form", "input", "object", "svg", "textarea", "video")


class UnreadableHtml(ValueError):
    """The HTML cannot be taken apart; the message says why."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The repaired tree and what was taken out of it."""

    root: BeautifulSoup
    notes: tuple[Note, ...]


def parse(html: str) -> Tree:
    """Repair and reduce; ``UnreadableHtml`` if no parser can make sense of it."""
    notes = _what_is_taken_out(html)
    cleaned = nh3.clean(
        html,
        tags={*_INLINE.split(), *_STRUCTURE.split()},
        attributes=_ATTRIBUTES,
        clean_content_tags=set(_REMOVED_WITH_TEXT),
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
    )
    return Tree(BeautifulSoup(cleaned, "html.parser"), notes)


def attribute(tag: Tag, name: str) -> str:
    """An attribute as text, empty when it is absent."""
    value = tag.get(name, "")
    return value if isinstance(value, str) else " ".join(value or ())


def _what_is_taken_out(html: str) -> tuple[Note, ...]:
    try:
        soup = BeautifulSoup(html, "html.parser")
    except (ParserRejectedMarkup, AssertionError) as error:
        raise UnreadableHtml(f"its HTML cannot be parsed: {error}") from error
    notes = []
    for name in (*_REMOVED_WITH_TEXT, *_REMOVED):
        if count := len(soup.find_all(name)):
            times = "" if count == 1 else f" ({count} times)"
            what = "and its text " if name in _REMOVED_WITH_TEXT else ""
            notes.append(Note(NoteKind.PERSON, f"<{name}> {what}was left out{times}"))
    for link in soup.find_all("a", href=True):
        scheme = scheme_of(attribute(link, "href"))
        if scheme and scheme not in LINK_SCHEMES:
            text = " ".join(link.get_text().split())
            notes.append(Note(NoteKind.PERSON, f"the link of “{text}” was left out: {scheme}: is not allowed"))
    return tuple(notes)
