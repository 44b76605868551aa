"""Anchors of sections: made from the heading, unique on the page, kept when the heading changes.

Called by ``blocks.field`` whenever a body is validated, so every way of saving a page gives its sections anchors.
``with_anchors`` does the same for a body that is built by a program.
"""

from collections.abc import Iterable, MutableMapping
from typing import Any

from django.utils.text import slugify

from blocks.registry import SECTION

__all__ = ["ANCHOR_PATTERN", "LONGEST_ANCHOR", "RESERVED_ANCHORS", "assign_anchors", "with_anchors"]

LONGEST_ANCHOR = 80
ANCHOR_PATTERN = r"\A[a-z][a-z0-9_-]*\Z"

#: Identifiers that the page templates use themselves.
RESERVED_ANCHORS = frozenset({"main", "main-content", "on-this-page", "top", "footer", "navigation"})


def assign_anchors(stream: Any) -> None:
    """Give each section of ``stream`` (a StreamValue of a body) an anchor in place.

    A section that has one keeps it. Where two sections claim the same anchor (a copied section), the first keeps it and
    later ones get a number at the end.
    """
    _assign(child.value for child in stream if child.block_type == SECTION)


def with_anchors(raw_stream: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A copy of ``raw_stream`` (a body in its stored form) in which every section has an anchor."""
    copy = [
        {**block, "value": dict(block["value"])} if block["type"] == SECTION else dict(block) for block in raw_stream
    ]
    _assign(block["value"] for block in copy if block["type"] == SECTION)
    return copy


def anchor_from(heading: str) -> str:
    """The anchor that ``heading`` suggests, in ASCII: ``"What we’re doing"`` gives ``"what-were-doing"``."""
    slug = slugify(heading.replace("’", "").replace("'", "")).strip("-_")
    if not slug:
        return SECTION
    if not slug[0].isalpha():
        slug = f"{SECTION}-{slug}"
    return slug[:LONGEST_ANCHOR].rstrip("-_")


def _assign(sections: Iterable[MutableMapping[str, Any]]) -> None:
    taken = set(RESERVED_ANCHORS)
    waiting = []
    for section in sections:
        anchor = section.get("anchor")
        if anchor and anchor not in taken:
            taken.add(anchor)
        else:
            waiting.append(section)
    for section in waiting:
        anchor = _first_free(section.get("anchor") or anchor_from(section.get("heading") or ""), taken)
        section["anchor"] = anchor
        taken.add(anchor)


def _first_free(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = f"{wanted[: LONGEST_ANCHOR - len(suffix)]}{suffix}"
    return candidate
