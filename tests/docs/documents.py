"""What the tests of the documentation read: the documents, their headings and their links."""

import re
from pathlib import Path

from tests.programs import PROJECT

__all__ = ["DOCS", "DOCUMENTS", "anchors", "links", "prose"]

DOCS = PROJECT / "docs"
DOCUMENTS = [PROJECT / "README.md", *sorted(DOCS.glob("*.md"))]

HEADING = re.compile(r"^#{1,6} (.+?) *#*$", re.MULTILINE)
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def prose(document: Path) -> str:
    """The text without its blocks of code."""
    return re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def anchors(document: Path) -> set[str]:
    """The anchors that GitHub gives to the headings; a repeated heading gets a number."""
    found: set[str] = set()
    for heading in HEADING.findall(prose(document)):
        text = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        anchor = name = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
        number = 0
        while anchor in found:
            number += 1
            anchor = f"{name}-{number}"
        found.add(anchor)
    return found


def links(document: Path, *, pictures: bool = False) -> list[tuple[str, str]]:
    """Text and target of each link of a document, or of each picture."""
    return [(text, target) for mark, text, target in LINK.findall(prose(document)) if bool(mark) == pictures]
