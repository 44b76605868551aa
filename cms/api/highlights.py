"""Where the words of a search stand in what was found, as short pieces of HTML. Called by the lists of version 3.

Only text that the API serves is shown (``cms.api.plain_text``).
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from django.utils.html import escape
from typing_extensions import TypedDict

__all__ = ["Highlight", "highlights"]

MOST = 3  # for each item
LONGEST = 200  # characters of text, without the marks
BEFORE = 60  # of them at most before the first word that was found
FEWEST_LETTERS = 3  # of a word that also marks longer words which begin with it


class Highlight(TypedDict):
    """A piece of a field's text as HTML: escaped, with the words of the search in ``<mark>``."""

    field: str
    html: str


def highlights(texts: Iterable[tuple[str, str]], words: Sequence[str]) -> list[Highlight]:
    """One piece for each of the first ``texts`` (field and plain text) that hold a word."""
    found: list[Highlight] = []
    wanted = _pattern(words)
    if wanted is None:
        return found
    for field, text in texts:
        composed = unicodedata.normalize("NFC", text)
        if match := wanted.search(_folded(composed)):
            found.append(Highlight(field=field, html=_piece(composed, match.start(), wanted)))
        if len(found) == MOST:
            break
    return found


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """What matches the words in folded text. As a search does, it cuts words at whatever is no letter or digit."""
    parts = {part for word in words for part in re.findall(r"\w+", _folded(unicodedata.normalize("NFC", word)))}
    longest_first = sorted(parts, key=len, reverse=True)
    choices = [part + (r"\w*" if len(part) >= FEWEST_LETTERS else r"\b") for part in longest_first]
    return re.compile(rf"\b(?:{'|'.join(choices)})") if choices else None


def _folded(text: str) -> str:
    """``text`` without accents, in lower case, each character in its place."""
    if text.isascii():
        return text.lower()
    return "".join((unicodedata.normalize("NFD", character)[0].lower() + " ")[0] for character in text)


def _piece(text: str, first: int, wanted: re.Pattern[str]) -> str:
    start = 0 if first <= BEFORE else text.find(" ", first - BEFORE, first) + 1 or first
    end = len(text) if len(text) - start <= LONGEST else max(text.rfind(" ", start, start + LONGEST), first)
    if end == first:  # one word that is longer than all that is shown
        end = start + LONGEST
    piece = text[start:end]
    html, place = "", 0
    for match in wanted.finditer(_folded(piece)):
        html += f"{escape(piece[place : match.start()])}<mark>{escape(piece[match.start() : match.end()])}</mark>"
        place = match.end()
    html += escape(piece[place:])
    return f"{'… ' if start else ''}{html}{' …' if end < len(text) else ''}"
