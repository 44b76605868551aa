"""The list of child pages that an index page shows in the default rendering, with the filters that readers may use.

Called by the template of ``pages.IndexPage``. Filters and the number of the list's page come from the query string; an
unknown value filters nothing, because an address that once worked should go on showing something.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import Manager
from wagtail.models import get_page_models

from blocks.visibility import public_pages, visibility_scope
from blocks.walk import every_block
from pages.index import IndexPage, ListingFilter, ListingOrder

__all__ = ["Filter", "Listing", "Option", "index_listing", "shows_listing"]

PAGES_PER_LIST = 24

_ORDERS = {ListingOrder.TREE: "path", ListingOrder.TITLE: "title", ListingOrder.NEWEST: "-first_published_at"}

#: Where the page types keep what a filter goes by.
_FIELDS = {
    ListingFilter.AUDIENCE: ("audiences",),
    ListingFilter.PRACTICE: ("practices", "practice"),
    ListingFilter.LOCATION: ("locations",),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a filter offers."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter with the values that occur among the listed pages. ``name`` is its parameter in the query string."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> str:
        """The value that the reader chose, or nothing."""
        return next((option.value for option in self.options if option.selected), "")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. ``query`` is what links to its other pages repeat: the chosen filters."""

    pages: ListPage[Any]
    filters: tuple[Filter, ...]
    query: str


def shows_listing(index: IndexPage) -> bool:
    """Whether ``index`` has something to list, and its editor did not place a listing of the children in the body."""
    return not any(_lists_children(block, index) for block in every_block(index.body)) and _listed_pages(index).exists()


def _lists_children(block: Any, index: IndexPage) -> bool:
    if block.block_type != "listing" or block.value["source"] != "children":
        return False
    return block.value["parent"] is not None and block.value["parent"].pk == index.pk


def _listed_pages(index: IndexPage) -> Any:
    """The public children that are listed, as a queryset of plain pages in no certain order."""
    pages = public_pages(index.get_children())
    if not index.list_types:
        return pages
    installed = [model for model in get_page_models() if model._meta.label in index.list_types]
    return pages.exact_type(*installed) if installed else pages.none()


def index_listing(index: IndexPage, query: Mapping[str, str]) -> Listing:
    """What ``index`` lists for a reader who sent ``query``."""
    with visibility_scope():
        listed = _listed_pages(index).order_by(_ORDERS[ListingOrder(index.list_order)]).specific()
        filters: list[Filter] = []
        if index.list_filters:
            listed = list(listed)
            for name in ListingFilter:
                if name in index.list_filters and (entry := _filter(name, listed, query.get(name, ""))):
                    filters.append(entry)
            chosen = [(entry.name, entry.chosen) for entry in filters if entry.chosen]
            listed = [page for page in listed if all(value in dict(_values(page, name)) for name, value in chosen)]
        pages = Paginator(listed, PAGES_PER_LIST).get_page(query.get("page"))
        return Listing(
            pages, tuple(filters), urlencode([(entry.name, entry.chosen) for entry in filters if entry.chosen])
        )


def _filter(name: ListingFilter, pages: list[Any], wanted: str) -> Filter | None:
    """The filter, unless it leaves the reader no choice."""
    values = {value: label for page in pages for value, label in _values(page, name)}
    if len(values) < 2:
        return None
    ordered = sorted(values.items(), key=lambda pair: pair[1].casefold())
    return Filter(name, str(name.label), tuple(Option(value, label, value == wanted) for value, label in ordered))


def _values(page: Any, name: str) -> Iterator[tuple[str, str]]:
    """The values, with their labels, by which ``page`` can be found under the filter ``name``."""
    if name == ListingFilter.STATUS:
        if hasattr(page, "get_status_display"):
            yield page.status, str(page.get_status_display())
        return
    for field in _FIELDS[ListingFilter(name)]:
        related = getattr(page, field, None)
        for item in related.all() if isinstance(related, Manager) else [related] if related else []:
            yield item.slug, item.name
