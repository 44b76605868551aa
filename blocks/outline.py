"""The outline of a body: what “On this page” lists. Derived from the sections, never typed.

Called by page types for templates and for the API.
"""

from typing import Any

from typing_extensions import TypedDict  # pydantic demands this one on Python 3.11

__all__ = ["OutlineEntry", "outline"]


class OutlineEntry(TypedDict):
    """One section in “On this page”. ``level`` is 2, 3 or 4."""

    heading: str
    anchor: str
    level: int


def outline(stream: Any) -> list[OutlineEntry]:
    """The sections of ``stream`` (a StreamValue of a body) in their order."""
    return [
        OutlineEntry(
            heading=child.value["heading"],
            anchor=child.value["anchor"] or "",
            level=int(child.value["level"] or 2),
        )
        for child in stream
        if child.block_type == "section"
    ]
