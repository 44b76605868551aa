"""What the report proposes and a person decides: headings that a text lost, values of page fields.

Proposals are found with fixed patterns, only ever shown, and never written to a page.
``missing_headings`` is called by the plain text reader, ``field_values`` by the import.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cms.importer.document import Document, Note, NoteKind, Quote, RichText
from cms.importer.rich_text import plain

__all__ = ["field_values", "missing_headings"]

_QUOTE = re.compile(r"[‘“].*[’”]\Z", re.DOTALL)
_HEADINGS = (
    (re.compile(r"\bopportunit(?:y|ies)\b.*:\Z", re.IGNORECASE), "Opportunities"),
    (re.compile(r"\A(?:to find out more|for more information)\b", re.IGNORECASE), "Find out more"),
    (re.compile(r"\b(?:incorporated|governance board|the [A-Z]{2,} board)\b", re.I), "Governance"),
    (re.compile(r"\bone of [\w-]+ .*\bpilots\b", re.IGNORECASE), "The pilots"),
)
_LABELS = re.compile(r"\bits (\w+) and (\w+)\b")
_SHOWN = 40


def missing_headings(paragraphs: Sequence[tuple[str, int, int]]) -> list[Note]:
    """Where a heading seems to be missing: (text, line, blank lines above) of each paragraph."""
    if len(paragraphs) < 2:
        return []
    text = "the source has no headings: add them, so that people can scan the page"
    notes = [Note(NoteKind.PERSON, text)]
    labels = _labels([text for text, _, _ in paragraphs])
    for index, (text, line, blank_before) in enumerate(paragraphs):
        heading = labels.get(text) or next((name for pattern, name in _HEADINGS if pattern.search(text)), "")
        gap = index > 0 and blank_before > 1
        if not heading and not gap:
            continue
        reason = " (more than one blank line stands there)" if gap else ""
        what = f"the heading “{heading}”" if heading else "a heading"
        shown = f"“{_short(text)}”"
        notes.append(Note(NoteKind.PROPOSED, f"{what} before {shown}{reason}", line))
    return notes


def _labels(texts: Sequence[str]) -> dict[str, str]:
    """Names for quotes without a label, when the text names as many things ("its vision and mission")."""
    quotes = [text for text in texts if _QUOTE.fullmatch(text)]
    for text in texts:
        found = _LABELS.search(text)
        if found and len(quotes) == 2:
            return dict(zip(quotes, (name.capitalize() for name in found.groups()), strict=True))
    return {}


@dataclass(frozen=True, slots=True)
class _Pattern:
    field: str
    pattern: re.Pattern[str]


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_PILOT = (
    _Pattern("established by", re.compile(r"\b[Tt]he ((?:[A-Z][\w-]+ ?)+?) has established\b")),
    _Pattern("sector", re.compile(r"\bfor the ([\w -]+?) sector\b")),
    _Pattern("legal form", re.compile(r"\bas an? ((?:\w+ ){1,3}limited by \w+)")),
    _Pattern("incorporated", re.compile(rf"\bincorporated\b[^.]*?\bin ((?:{_MONTHS}) \d{{4}}|\d{{4}})")),
    _Pattern("pilot group", re.compile(r"\bis (one of [\w -]+? pilots)\b")),
    _Pattern("sibling pilots", re.compile(r"\b[Pp]ilots are also \w+ in the ([\w ,-]+?) sectors?\b")),
    _Pattern(
        "related bodies", re.compile(r"\bincluding the ((?:[A-Z][\w -]+?)(?: and the [A-Z][\w -]+?)*)(?: as\b|[.,;])")
    ),
    _Pattern("governance board", re.compile(r"\b(The (?:[A-Z]{2,} )?Board is working with [^.]+)")),
    _Pattern("mission measures", re.compile(r"\bas (?:quantified|measured) (?:through|by) ([^.]+)")),
)
_PROGRAM = (
    _Pattern("starts", re.compile(rf"\b(from (?:(?:early|mid|late)[- ]|(?:{_MONTHS}) )?\d{{4}})\b")),
    _Pattern("status introducing", re.compile(r"(?:[’']re|\bare) (introducing a new [^.]+)")),
    _Pattern("cost", re.compile(r"\b(free training|free of charge|at no cost)\b")),
)


def field_values(document: Document, page_type: str) -> list[Note]:
    """Values for fields of a page type that the words of the document suggest."""
    texts = list(_texts(document))
    notes: list[Note] = []
    if texts and not document.lede and isinstance(document.blocks[0], RichText):
        notes.append(_proposal("lede", _short(texts[0], 60)))
    if page_type == "pilot":
        notes += _abbreviation(document.title, texts)
        notes += _vision_and_mission(document, texts)
        notes += _opportunities(document)
    patterns = {"pilot": _PILOT, "program": _PROGRAM}.get(page_type, ())
    for item in patterns:
        for text in texts:
            if found := item.pattern.search(text):
                notes.append(_proposal(item.field, _short(" ".join(found[1].split()), 120)))
                break
    return notes


def _proposal(field: str, value: str) -> Note:
    return Note(NoteKind.PROPOSED, f"{field}: “{value}”")


def _texts(document: Document) -> Iterable[str]:
    for block in document.blocks:
        if isinstance(block, RichText):
            yield from (plain(part) for part in re.split(r"(?<=</p>)|(?<=</li>)", block.html) if part)
        elif isinstance(block, Quote):
            yield block.text


def _abbreviation(title: str, texts: Sequence[str]) -> list[Note]:
    """Capitals that recur in the text and are the initials of the title's words."""
    initials = "".join(word[0] for word in title.split() if word[:1].isupper())
    found: dict[str, int] = {}
    for text in texts:
        for word in re.findall(r"\b[A-Z]{2,6}\b", text):
            if initials.startswith(word):
                found[word] = found.get(word, 0) + 1
    return [_proposal("abbreviation", word) for word, count in found.items() if count > 1][:1]


def _vision_and_mission(document: Document, texts: Sequence[str]) -> list[Note]:
    quotes = [block.text for block in document.blocks if isinstance(block, Quote)]
    if not quotes:
        return []
    named = next((found for text in texts if (found := _LABELS.search(text))), None)
    if named is None or len(quotes) != 2:
        return [Note(NoteKind.PERSON, "quotes have no label: say whether one is vision or mission")]
    labels = " and ".join(named.groups())
    text = f"two quotes have no label in the source; the text speaks of {labels}: label them"
    return [Note(NoteKind.PERSON, text)] + [
        _proposal(name, _short(quote, 60)) for name, quote in zip(named.groups(), quotes, strict=True)
    ]


def _opportunities(document: Document) -> list[Note]:
    for block in document.blocks:
        if isinstance(block, RichText) and "opportunit" in block.html:
            _, _, after = block.html.partition("<ol>")
            items = [plain(item) for item in after.partition("</ol>")[0].split("</li>") if item]
            return [_proposal(f"opportunity {n}", _short(item, 60)) for n, item in enumerate(items, 1)]
    return []


def _short(text: str, length: int = _SHOWN) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"
