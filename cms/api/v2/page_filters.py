"""Version 2's form of the filters across page types (``cms.api.page_filters``). Named by ``cms.api.v2.pages``."""

from typing import Any

from pydantic import ValidationError
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.utils import BadRequestError

from cms.api.page_conditions import filter_pages
from cms.api.page_filters import PageFilters

__all__ = ["PageFiltersBackend"]

REPEATED = frozenset(name for name, field in PageFilters.model_fields.items() if field.default_factory is list)


class PageFiltersBackend(BaseFilterBackend):
    """``?practice=user-research&starts_from=2020``. Repeated as in version 3: any of the values."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Called by the viewset."""
        given = {
            name: request.GET.getlist(name) if name in REPEATED else request.GET[name]
            for name in PageFilters.model_fields
            if name in request.GET
        }
        try:
            return filter_pages(queryset, PageFilters.model_validate(given))
        except ValidationError as error:
            first = error.errors()[0]
            raise BadRequestError(f"{first['loc'][0]}: {first['msg']}") from error
