"""Windows of a listing in version 3. Named by the routers."""

from typing import Any

from django.http import HttpRequest
from ninja import Field
from ninja.pagination import LimitOffsetPagination
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination

from cms.api.query import LARGEST_NUMBER

__all__ = ["Window"]


class Window(WagtailLimitOffsetPagination):
    """``limit`` and ``offset``, with bounds that stand in the OpenAPI document.

    Counts in the database: Ninja counts the result of a search by loading all of it.
    """

    class Input(WagtailLimitOffsetPagination.Input):
        """The parameters."""

        offset: int = Field(default=0, ge=0, le=LARGEST_NUMBER)

    def paginate_queryset(
        self, queryset: Any, pagination: LimitOffsetPagination.Input, request: HttpRequest, **params: Any
    ) -> dict[str, Any]:
        """The items of one window, and how many there are in all. Refuses a limit above ``WAGTAILAPI_LIMIT_MAX``."""
        super().paginate_queryset([], pagination, request, **params)
        start, stop = pagination.offset, pagination.offset + pagination.limit
        return {"items": queryset[start:stop], "count": queryset.count()}
