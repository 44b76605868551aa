"""The outline of a body: what “On this page” lists. Derived from the sections, never typed.

Called by page types for templates and for the API.
"""

from typing import Any

from typing_extensions import TypedDict

from blocks.registry import SECTION
from blocks.sections import SectionLevel, level_of

__all__ = ["OutlineEntry", "outline"]


class OutlineEntry(TypedDict):
    """One section in “On this page”."""

    heading: str
    anchor: str
    level: SectionLevel


def outline(stream: Any) -> list[OutlineEntry]:
    """The sections of ``stream`` (a StreamValue of a body) in their order."""
    return [
        OutlineEntry(
            heading=child.value["heading"] or "",
            anchor=child.value["anchor"] or "",
            level=level_of(child.value["level"]),
        )
        for child in stream
        if child.block_type == SECTION
    ]
