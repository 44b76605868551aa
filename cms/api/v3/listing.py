"""Filters and ordering of version 3's listings: the allowlist of ``cms.api.filterable``, refusals as status 422."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, QueryDict
from pydantic import ValidationError
from wagtail.api import APIField
from wagtail.api.v3.errors import as_validation_error

from cms.api.filterable import FilterValueError, apply_filter, filterable_fields, orderable_fields

__all__ = ["filter_and_order"]


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
