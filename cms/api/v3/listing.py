"""Filters and ordering of version 3's listings: the allowlist of ``cms.api.filterable``, refusals as status 422."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, QueryDict
from pydantic import ValidationError
from wagtail.api import APIField
from wagtail.api.v3.errors import as_validation_error

from cms.api.filterable import FilterValueError, apply_filter, filterable_fields, orderable_fields
from cms.api.search import SearchError, search

__all__ = ["filter_and_order", "search_words"]


def filter_and_order(
    request: HttpRequest,
    queryset: Any,
    own_fields: Iterable[str],
    operations: Iterable[str],
    ordering: Any,
    window: Any,
) -> Any:
    """``queryset`` filtered and ordered by the query string.

    ``own_fields`` are fields of every object of this kind, beside its ``api_fields``; ``operations`` are the
    parameters that are no filter. ``ordering`` and ``window`` are Wagtail's parsed ``order`` and ``limit``/``offset``.
    """
    names = {*own_fields, *(field.name for field in APIField.get_fields_for_model(queryset.model, db_fields_only=True))}
    queryset = _filter(queryset, request.GET, names, frozenset(operations))
    asked = [ordering.order] if isinstance(ordering.order, str) else ordering.order
    orderable = orderable_fields(queryset.model, names) | {"random", queryset.model._meta.pk.attname}
    for name in asked:
        if name.removeprefix("-") not in orderable:
            raise _refusal("order", f"cannot order by '{name}'")
    return ordering.order_queryset(queryset, window, base_fields=list(own_fields))


def search_words(request: HttpRequest, queryset: Any, asked: Any) -> Any:
    """``queryset`` searched; ``asked`` is Wagtail's parsed ``search`` and ``search_operator``."""
    if asked.search is None:
        return queryset
    if "tags" in request.GET:
        raise _refusal("tags", "filtering by tag with a search query is not supported")
    try:
        return search(queryset, asked.search, asked.search_operator, by_relevance="order" not in request.GET)
    except SearchError as error:
        raise _refusal("search", str(error)) from error


def _filter(queryset: Any, query: QueryDict, names: set[str], operations: frozenset[str]) -> Any:
    filterable = filterable_fields(queryset.model, names)
    for name in sorted(set(query) - operations):
        if name not in filterable:
            raise _refusal(name, f"'{name}' is neither an operation nor a field to filter by")
        try:
            queryset = apply_filter(queryset, name, query.getlist(name))
        except FilterValueError as error:
            raise _refusal(name, str(error)) from error
    return queryset


def _refusal(name: str, message: str) -> ValidationError:
    return as_validation_error(ValueError(message), message, loc=("query", name))
