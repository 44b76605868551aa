"""What an editor still has to fill in before the page can be published: the blocks' own validation.

An import brings in what the source says; a table without a caption or a video without a transcript
comes in all the same, and the report names it. Called by ``plan.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from blocks.field import SectionsField
from cms.importer.document import Note, NoteKind
from cms.importer.sections import RawBlock

__all__ = ["incomplete_blocks"]


def incomplete_blocks(field: SectionsField, raw: list[RawBlock]) -> list[Note]:
    """A note for everything in the stream that the field's blocks would refuse."""
    try:
        field.stream_block.clean(field.to_python(raw))
    except ValidationError as error:
        return [
            Note(NoteKind.PERSON, f"complete {' › '.join(place)}: {message}") for place, message in _errors(error, raw)
        ]
    return []


def _errors(error: ValidationError, raw: Any) -> Iterator[tuple[list[str], str]]:
    """Every message with its place, in the words of the stream: "section “Cost” › table › caption"."""
    inner: Mapping[Any, ValidationError] = getattr(error, "block_errors", None) or {}
    for key, problem in inner.items():
        child = raw[key] if isinstance(raw, list) else raw.get(key)
        label = str(key)
        if isinstance(key, int) and isinstance(child, dict) and "type" in child:
            child_value = child["value"]
            heading = child_value.get("heading") if isinstance(child_value, dict) else None
            label = f"{child['type']} “{heading}”" if heading else f"{child['type']} {key + 1}"
            child = child_value
        for place, message in _errors(problem, child):
            yield [label, *place], message
    own = getattr(error, "non_block_errors", None) if hasattr(error, "block_errors") else error
    for message in getattr(own, "messages", None) or []:
        yield [], message
