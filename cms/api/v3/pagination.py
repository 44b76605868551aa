"""Windows of a list in version 3: by ``limit`` and ``offset``, or by ``cursor``. Called by the reading endpoints."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Schema
from pydantic.json_schema import SkipJsonSchema

from cms.api.query import LARGEST_NUMBER, LONGEST_CURSOR
from cms.api.v3 import cursor as cursors
from cms.api.v3.ordering import SortKey, ordered
from cms.api.v3.refusal import refusal

__all__ = ["ChangesField", "CountField", "NextField", "Window", "WindowParameters", "window_of"]

USUAL_LIMIT = 20

CountField = Annotated[int, Field(description="How many there are in all, not only in this window.")]
NextField = Annotated[
    str | None,
    Field(description="The `cursor` of the window behind this one; null when there is none, or no stable order."),
]

ChangesField = Annotated[
    int,
    Field(
        description=(
            "The number of the last change before this list was read: the `after` of `/api/v3/changes/` that tells "
            "whatever is not in it yet. Of several windows, that of the first counts."
        )
    ),
]


class WindowParameters(Schema):
    """Which part of a list is asked for."""

    limit: int = Field(default=USUAL_LIMIT, ge=1, le=settings.WAGTAILAPI_LIMIT_MAX)
    offset: int = Field(default=0, ge=0, le=LARGEST_NUMBER)
    cursor: str | SkipJsonSchema[None] = Field(
        default=None,
        max_length=LONGEST_CURSOR,
        description="`next` of the window before, instead of `offset`: stays right while content is published.",
    )


@dataclass(frozen=True, slots=True)
class Window:
    """The rows of a window, how many there are in all, and the cursor of the next window."""

    rows: list[Any]
    count: int
    next: str | None


def window_of(request: HttpRequest, queryset: Any, keys: Sequence[SortKey] | None, asked: WindowParameters) -> Window:
    """The window of ``queryset`` that ``asked`` names, in the order of ``keys``.

    Without ``keys`` (a search by relevance, a random order) the order is the queryset's own and there are no cursors.
    """
    if asked.cursor is not None and asked.offset:
        raise refusal("offset", "offset does not go with cursor: a cursor says itself where a window begins")
    if keys is None:
        if asked.cursor is not None:
            raise refusal(
                "cursor", "a search by relevance and a random order have no cursors: add order, such as order=title"
            )
        rows = list(queryset[asked.offset : asked.offset + asked.limit])
        return Window(rows, queryset.count(), None)
    if asked.cursor is not None:
        return _behind_cursor(request, ordered(queryset, keys), keys, asked.cursor, asked.limit)
    everything = ordered(queryset, keys)
    rows = list(everything[asked.offset : asked.offset + asked.limit + 1])
    count = queryset.count()
    shown: set[int] = set()
    if len(rows) > asked.limit and asked.offset and not _keep_their_places(keys):
        shown.update(everything.values_list("pk", flat=True)[: asked.offset])
    return _window(request, rows, count, keys, asked.limit, shown)


def _behind_cursor(request: HttpRequest, everything: Any, keys: Sequence[SortKey], text: str, limit: int) -> Window:
    columns = [everything.query.annotations[key.attribute].output_field for key in keys]
    cursor = cursors.read_cursor(request, text, keys, columns)
    if cursor.shown is None:
        rows = list(everything.filter(cursors.behind(keys, cursor.values))[: limit + 1])
        return _window(request, rows, everything.count(), keys, limit, None)
    ids = list(everything.values_list("pk", flat=True))
    left = [key for key in ids if key not in cursor.shown][: limit + 1]
    found = {row.pk: row for row in everything.filter(pk__in=left)}
    rows = [found[key] for key in left if key in found]
    return _window(request, rows, len(ids), keys, limit, cursor.shown)


def _window(
    request: HttpRequest,
    rows: list[Any],
    count: int,
    keys: Sequence[SortKey],
    limit: int,
    shown: set[int] | frozenset[int] | None,
) -> Window:
    """``rows`` are one more than the window has when there are further windows."""
    if len(rows) <= limit:
        return Window(rows, count, None)
    rows = rows[:limit]
    values = [getattr(rows[-1], key.attribute) for key in keys]
    if shown is not None:
        shown = shown | {row.pk for row in rows}
    if shown is None or _keep_their_places(keys) or max(shown) > cursors.LARGEST_ID_SHOWN:
        shown = None
    return Window(rows, count, cursors.write_cursor(request, values, shown))


def _keep_their_places(keys: Sequence[SortKey]) -> bool:
    return all(key.lasting for key in keys)
