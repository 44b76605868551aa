"""The lists and details of what is not a page: images, documents, redirects, snippets. Called by their routers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from django.db.models import Model
from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import create_model
from wagtail.api import APIField

from cms.api.filterable import filterable_fields, orderable_fields
from cms.api.highlights import highlights
from cms.api.plain_text import public_texts
from cms.api.search import searched_words
from cms.api.v3.fields import selected_names
from cms.api.v3.listing import ListParameters, SearchParameters, filtered, order_keys, searched
from cms.api.v3.ordering import RANDOM, SortKey, column_key
from cms.api.v3.page_parameters import MOST_KEYS, optional, parameter
from cms.api.v3.pagination import ChangesField, CountField, NextField, window_of
from cms.api.v3.partial import Selected, field_names, full_or_partial, partial_schema
from cms.ledger.head import latest_number

__all__ = ["Kind", "order_parameter"]


def order_parameter(name: str, fields: Iterable[str]) -> Any:
    """The schema of ``?order=`` for a list that can be ordered by ``fields``; ``name`` begins its own."""
    names = sorted(fields)
    choice: Any = Literal[(*names, *(f"-{name}" for name in names), RANDOM)]
    order = Annotated[
        list[choice],
        Field(max_length=MOST_KEYS, description="Fields to order by, `-` in front for descending."),
    ]
    return create_model(f"{name}Order", __base__=Schema, order=(order, Field(default_factory=list)))


@dataclass(frozen=True)
class Kind:
    """A kind of object: its model, the schema of its detail, and the fields beside its ``api_fields`` to filter by.

    ``name`` begins the names of the schemas that are made for it; ``usual`` are the fields to which ``fields`` adds.
    """

    name: str
    model: type[Model]
    schema: Any
    own_fields: tuple[str, ...]
    searchable: bool = True
    usual: frozenset[str] = frozenset({"title", "detail_url"})

    @cached_property
    def detail(self) -> Any:
        """The type of an object, whole or in part."""
        return full_or_partial(self.schema, partial_schema(self.schema, searchable=self.searchable))

    @cached_property
    def page(self) -> type[Schema]:
        """The type of a window of the list."""
        fields: dict[str, Any] = {
            "items": (list[self.detail], ...),  # type: ignore[name-defined]  # built at run time
            "count": (CountField, ...),
            "next": (NextField, ...),
            "changes": (ChangesField, ...),
        }
        return create_model(f"{self.name}List", __base__=Schema, __doc__="A window of a list.", **fields)

    @cached_property
    def filters(self) -> Any:
        """The parameters that filter by a field."""
        fields: dict[str, Any] = {
            name: optional(parameter(self._column(name)), f"Where `{name}` equals this.")
            for name in sorted(self._filterable)
        }
        return create_model(f"{self.name}Filters", __base__=Schema, **fields)

    @cached_property
    def order(self) -> Any:
        """The parameter that orders the list."""
        return order_parameter(self.name, self.order_names)

    @property
    def order_names(self) -> set[str]:
        """The fields that the list can be ordered by."""
        return orderable_fields(self.model, self._names)

    def list(
        self,
        request: HttpRequest,
        readable: Callable[[HttpRequest], Any],
        order: Iterable[str],
        asked: ListParameters,
        search: SearchParameters | None = None,
    ) -> dict[str, Any]:
        """The answer: ``readable`` ones, filtered, in order and cut, each whole or with the selected fields."""
        number = latest_number()  # before the restrictions are read: a change meanwhile is told rather twice than never
        names = self._selected(asked.fields)
        asked_order = [*order]
        search = search or SearchParameters()
        queryset = filtered(request, readable(request), self.filters.model_fields)
        keys = order_keys(asked_order, asked.offset, search.search is not None, self._sort_key)
        window = window_of(request, searched(queryset, search, asked_order), keys, asked)
        words = searched_words(search.search or "")
        return {
            "items": [self._found(row, names, words) if words else self._shown(row, names) for row in window.rows],
            "count": window.count,
            "next": window.next,
            "changes": number,
        }

    def one(self, found: Any, fields: str | None) -> Any:
        """An object as ``detail`` takes it."""
        return self._shown(found, self._selected(fields))

    def _shown(self, found: Any, names: frozenset[str] | None) -> Any:
        return found if names is None else Selected(found, names, self.model._meta.label)

    def _found(self, found: Any, names: frozenset[str] | None, words: Sequence[str]) -> Selected:
        shown = field_names([self.schema]) if names is None else names
        return Selected(found, shown, self.model._meta.label, highlights(public_texts(found), words))

    def _selected(self, fields: str | None) -> frozenset[str] | None:
        known = field_names([self.schema])
        return None if fields is None else selected_names(fields, known, known & self.usual, known)

    @property
    def _names(self) -> set[str]:
        served = APIField.get_fields_for_model(self.model, db_fields_only=True)
        return {*self.own_fields, *(field.name for field in served)}

    @property
    def _filterable(self) -> set[str]:
        return filterable_fields(self.model, self._names)

    def _column(self, name: str) -> Any:
        return self.model._meta.pk if name == "pk" else self.model._meta.get_field(name)

    def _sort_key(self, name: str) -> SortKey | None:
        if name not in orderable_fields(self.model, {*self._names, "id"}):
            return None
        column = self._column(name)
        return column_key(name, [(column.name, column)])
