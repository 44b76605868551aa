"""Rich text: the inline HTML of a source, cut down to what our rich text fields can hold.

``clean`` is the last word on every rich text string of an import: an allowlist equal to the features of
the rich text blocks (bold, italic, links, lists, code, super- and subscript). The result is HTML as
Wagtail's database keeps it, with ``<b>`` and ``<i>``; a link to another site or to an absolute path
stays ``<a href>`` as it is.
"""

from __future__ import annotations

import html
import re

import nh3

__all__ = ["LINK_SCHEMES", "clean", "clean_cell", "escape", "plain", "scheme_of", "words_of"]

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_TAGS = {"a", "b", "br", "code", "i", "li", "ol", "p", "sub", "sup", "ul"}
_CELL_TAGS = {"a", "b", "br", "i"}
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br[^>]*>|</(?:p|li)>")


def clean(source: str) -> str:
    """The same rich text without anything that the features do not cover."""
    return _clean(source, _TAGS)


def clean_cell(source: str) -> str:
    """What the cell of a table can hold of a rich text."""
    return _clean(source, _CELL_TAGS)


def _clean(source: str, tags: set[str]) -> str:
    cleaned = nh3.clean(
        source,
        tags=tags,
        attributes={"a": {"href"}},
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
    )
    return cleaned.replace("&nbsp;", "\N{NO-BREAK SPACE}").replace("<br>", "<br/>").strip()


def escape(text: str) -> str:
    """Plain text as rich text."""
    return html.escape(text, quote=False)


def plain(source: str) -> str:
    """The words of a rich text on one line; block ends and breaks count as spaces."""
    return " ".join(html.unescape(_TAG.sub("", _BREAK.sub(" ", source))).split())


def scheme_of(url: str) -> str:
    """The scheme of an address in lower case, empty for a relative one."""
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


def words_of(text: str) -> str:
    """A text reduced to what makes two headings the same: case, spaces and quotes do not count."""
    straight = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})
    return " ".join(straight.casefold().split())
