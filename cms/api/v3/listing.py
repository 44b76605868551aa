"""What version 3's lists have in common: filters by equality, words, ordering. Refusals have status 422.

The allowlist of filters is ``cms.api.filterable``'s. Called by the routers.
"""

from collections.abc import Callable, Iterable
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic.json_schema import SkipJsonSchema

from cms.api.filterable import FilterValueError, apply_filter
from cms.api.query import LONGEST_SEARCH
from cms.api.search import search
from cms.api.v3.fields import FieldsParameter
from cms.api.v3.ordering import RANDOM, SortKey, sort_keys
from cms.api.v3.pagination import WindowParameters
from cms.api.v3.refusal import refusal

__all__ = ["ListParameters", "SearchParameters", "filtered", "order_keys", "searched"]


class ListParameters(WindowParameters):
    """Which part of a list, and which fields of its items."""

    fields: FieldsParameter = None


class SearchParameters(Schema):
    """Words to search for."""

    search: str | SkipJsonSchema[None] = Field(
        default=None, max_length=LONGEST_SEARCH, description="Words; items then say where they stand (`highlights`)."
    )
    search_operator: Literal["and", "or"] | SkipJsonSchema[None] = Field(
        default=None, description="Whether all words must be there (`and`, the usual) or any."
    )


def filtered(request: HttpRequest, queryset: Any, names: Iterable[str]) -> Any:
    """``queryset`` where the fields ``names`` equal what the query string says of them."""
    for name in sorted(set(names).intersection(request.GET)):
        try:
            queryset = apply_filter(queryset, name, request.GET.getlist(name))
        except FilterValueError as error:
            raise refusal(name, str(error)) from error
    return queryset


def order_keys(
    asked: list[str], offset: int, searching: bool, key_named: Callable[[str], SortKey | None]
) -> list[SortKey] | None:
    """The keys of ``?order=``; ``None`` for a random order and for that of a search by relevance."""
    if RANDOM in asked:
        if len(asked) > 1:
            raise refusal("order", "a random order has no further fields")
        if offset:
            raise refusal("offset", "offset does not go with a random order")
        return None
    return None if searching and not asked else sort_keys(asked, key_named)


def searched(queryset: Any, asked: SearchParameters, order: list[str]) -> Any:
    """``queryset`` in the order of a random draw or of relevance, or in none, and with the words that are asked for."""
    if order == [RANDOM]:
        queryset = queryset.order_by("?")
    if asked.search is None:
        return queryset
    return search(queryset, asked.search, asked.search_operator, by_relevance=not order)
