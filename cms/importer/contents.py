"""Tables of contents in a source: always derived from the headings, so never imported.

``take_contents`` takes ``<nav class="index-links">`` out of a tree; ``compare`` says where its entries
and the headings differ. Called by ``html_blocks.py`` and ``outline.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bs4 import BeautifulSoup

from cms.importer.html_tree import attribute
from cms.importer.inline_html import text_of
from cms.importer.rich_text import words_of

__all__ = ["Entry", "compare", "take_contents"]

_CLASS = "index-links"
_OWN_WORDS = ["a", "h1", "h2", "h3", "h4", "h5", "h6"]
_WORD = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table of contents: its words and the anchor that it links to."""

    text: str
    anchor: str


def take_contents(root: BeautifulSoup) -> tuple[Entry, ...]:
    """Remove tables of contents from the tree and return their entries in order.

    Only a navigation that consists of a heading and links within the page is one; any other stays.
    """
    entries: list[Entry] = []
    for nav in root.find_all("nav"):
        if _CLASS not in attribute(nav, "class").split():
            continue
        links = nav.find_all("a", href=True)
        if not links or not all(attribute(link, "href").startswith("#") for link in links):
            continue
        if any(string.find_parent(_OWN_WORDS) is None for string in nav.find_all(string=_WORD)):
            continue
        entries += [Entry(text_of(link), attribute(link, "href")[1:]) for link in links]
        nav.extract()
    return tuple(entries)


def compare(entries: Iterable[Entry], headings: Iterable[tuple[str, str]]) -> list[str]:
    """What differs between a table of contents and the headings (text and anchor) of its page."""
    differences: list[str] = []
    anchors: dict[str, set[str]] = {}
    shown: dict[str, str] = {}
    for text, anchor in headings:
        anchors.setdefault(words_of(text), set()).add(anchor)
        shown.setdefault(words_of(text), text)
    listed: set[str] = set()
    for entry in entries:
        key = words_of(entry.text)
        listed.add(key)
        if key not in anchors:
            differences.append(f"it lists “{entry.text}”, which is no heading of the page")
        elif entry.anchor not in anchors[key]:
            found = ", ".join(f"#{anchor}" for anchor in sorted(anchors[key]))
            differences.append(f"“{entry.text}” leads to #{entry.anchor}, the heading is {found}")
    differences += [f"it does not list the heading “{text}”" for key, text in shown.items() if key not in listed]
    return differences
