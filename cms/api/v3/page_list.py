"""The list of pages: filters by field, order, words, window, and the selected fields of its items.

Called by ``cms.api.v3.pages``.
"""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from ninja import Schema
from wagtail.models import Page, get_page_models

from blocks.dependencies import depends_on_every
from cms.api.filterable import FilterValueError, apply_filter
from cms.api.search import searched_words
from cms.api.v3.fields import selected_names
from cms.api.v3.listing import ListParameters, SearchParameters, order_keys, searched
from cms.api.v3.loading import selected_pages
from cms.api.v3.page_parameters import FieldFilters, filter_columns, page_sort_key
from cms.api.v3.page_selection import USUAL_NAMES, PartialPage, names_of
from cms.api.v3.pagination import ChangesField, CountField, NextField, window_of
from cms.api.v3.refusal import refusal

__all__ = ["PageList", "page_list"]


class PageList(Schema):
    """A window of a list of pages."""

    items: list[PartialPage]
    count: CountField
    next: NextField
    changes: ChangesField


def page_list(
    request: HttpRequest,
    changes: int,
    pages: Any,
    asked_types: list[type[Page]],
    order: list[str],
    search: SearchParameters,
    asked: ListParameters,
) -> dict[str, Any]:
    """The answer: ``pages`` (a queryset of plain pages) further filtered by their fields, in order and cut.

    ``changes`` is the number of the last change before anything was read, the restrictions included.
    """
    depends_on_every(*(asked_types or [Page]))
    types = [model for model in get_page_models() if not asked_types or issubclass(model, tuple(asked_types))]
    known = names_of(types)
    names = USUAL_NAMES if asked.fields is None else selected_names(asked.fields, known, USUAL_NAMES, USUAL_NAMES)
    pages = _filtered(request, pages, types)
    keys = order_keys(order, asked.offset, search.search is not None, lambda name: page_sort_key(types, name))
    window = window_of(request, searched(pages, search, order), keys, asked)
    words = searched_words(search.search or "")
    return {
        "items": selected_pages(window.rows, names, words),
        "count": window.count,
        "next": window.next,
        "changes": changes,
    }


def _filtered(request: HttpRequest, pages: Any, types: list[type[Page]]) -> Any:
    """``pages`` where fields equal what the query string says of them, whichever of ``types`` has them."""
    columns = filter_columns(types)
    for name in sorted(set(FieldFilters.model_fields).intersection(request.GET)):
        found = Q(pk__in=())
        for model, _column in columns.get(name, ()):
            try:
                matching = apply_filter(model._default_manager.all(), name, request.GET.getlist(name))
            except FilterValueError as error:
                raise refusal(name, str(error)) from error
            found |= Q(pk__in=matching.order_by().values("pk"))
        pages = pages.filter(found)
    return pages
