"""Filters that refuse what is not on the allowlist (``cms.api.filterable``) and answer 400 to malformed values."""

from typing import Any

from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.filters import OrderingFilter
from wagtail.api.v2.utils import BadRequestError

from cms.api.filterable import FilterValueError, apply_filter, filterable_fields, orderable_fields
from cms.api.search import search

__all__ = ["PublicFieldsFilter", "PublicOrderingFilter", "PublicSearchFilter", "filter_names"]

OWN_FILTERS = frozenset({"locale", "status", "practice"})  # fields with a filter backend of their own


def filter_names(view: Any, model: Any) -> set[str]:
    """The fields of ``model`` that ``view`` lets a caller filter by."""
    return filterable_fields(model, view.get_available_fields(model, db_fields_only=True)) - OWN_FILTERS


class PublicFieldsFilter(BaseFilterBackend):
    """``?status=open``, ``?practices=3``, ``?tags=a,b``."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Called by the viewset."""
        names = filter_names(view, queryset.model)
        for name in sorted(names.intersection(request.GET)):
            values = request.GET.getlist(name)
            if name == "tags":
                values = [tag for value in values for tag in value.split(",")]
            try:
                queryset = apply_filter(queryset, name, values)
            except FilterValueError as error:
                raise BadRequestError(f"field filter error. {error}") from error
        return queryset


class PublicOrderingFilter(OrderingFilter):
    """``?order=title,-first_published_at``, ``?order=random``."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Called by the viewset."""
        allowed = orderable_fields(queryset.model, view.get_available_fields(queryset.model, db_fields_only=True))
        asked = [name.removeprefix("-") for name in request.GET.get("order", "").split(",") if name]
        unknown = set(asked) - allowed - {"random"}
        if unknown:
            raise BadRequestError(f"cannot order by {', '.join(sorted(unknown))} (unknown field)")
        return super().filter_queryset(request, queryset, view)


class PublicSearchFilter(BaseFilterBackend):
    """``?search=user research&search_operator=or``. Stands last: its result cannot be filtered further."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Called by the viewset."""
        text = request.GET.get("search")
        if text is None:
            return queryset
        return search(queryset, text, request.GET.get("search_operator"), by_relevance="order" not in request.GET)
