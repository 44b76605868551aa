"""The typed parameters of version 3's list of pages: fields to filter by, names to order by. Made from the page types.

Called by ``cms.api.v3.pages`` when it is imported, which is when all models are loaded.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal, get_args, get_origin

from django.db import models
from ninja import Field, Schema
from pydantic import create_model
from pydantic.json_schema import SkipJsonSchema
from taggit.managers import TaggableManager
from wagtail.api.v3.schemas.pages import BASE_PAGE_READ_FIELDS
from wagtail.models import Page, get_page_models

from cms.api.filterable import MOST_TAGS, filterable_fields, orderable_fields
from cms.api.page_conditions import api_columns
from cms.api.page_filters import PageFilters
from cms.api.v3.ordering import RANDOM, SortKey, column_key
from pages.dates import PartialDateField

__all__ = ["MOST_KEYS", "FieldFilters", "PageOrder", "filter_columns", "optional", "page_sort_key", "parameter"]

MOST_KEYS = 4
COMMON = {name: name for name in (*BASE_PAGE_READ_FIELDS, "id") if name != "locale"}
ORDER_ONLY = {"path": "path"}
PLAIN_TYPES: dict[str, Any] = {"BooleanField": bool, "DateField": str, "DateTimeField": str}


def filter_columns(types: list[type[Page]]) -> dict[str, list[tuple[type[Page], Any]]]:
    """The fields that pages of ``types`` can be filtered by, each with the types that have it."""
    found: dict[str, list[tuple[type[Page], Any]]] = {}
    for name in filterable_fields(Page, COMMON):
        found[name] = [(Page, Page._meta.pk if name == "pk" else Page._meta.get_field(name))]
    for model in types:
        columns = api_columns(model)
        for name in filterable_fields(model, columns):
            if name not in COMMON:
                found.setdefault(name, []).append((model, columns[name]))
    return found


def parameter(field: Any, *others: Any) -> Any:
    """The type of a filter by equality. Values are read by the column itself; this says what it takes.

    ``others`` are columns of other types with the same name.
    """
    if isinstance(field, TaggableManager):
        return Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=MOST_TAGS)]
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        return Annotated[list[Annotated[int, Field(ge=0, le=2**63 - 1)]], Field(max_length=MOST_TAGS)]
    if isinstance(field, PartialDateField):
        return Annotated[str, Field(max_length=32)]
    if isinstance(field, models.IntegerField):
        return Annotated[int, Field(ge=0, le=2**31 - 1)]
    if field.choices:
        values = (str(value) for column in (field, *others) for value, _label in column.choices)
        return _one_of(values)
    plain = PLAIN_TYPES.get(field.get_internal_type(), str)
    return plain if plain is bool else Annotated[plain, Field(max_length=field.max_length or 64)]


def _one_of(values: Iterable[str]) -> Any:
    return Literal[(*dict.fromkeys(values),)]


def optional(parameter: Any, description: str) -> Any:
    """A parameter that may be left out, for ``create_model``. There is no null in a query string."""
    if get_origin(next(iter(get_args(parameter)), None)) is list:  # Ninja collects repeated values for plain lists only
        return parameter, Field(default_factory=list, description=description)
    or_absent = parameter | SkipJsonSchema[None]  # type: ignore[misc]  # mypy knows the alias, not that it is generic
    return or_absent, Field(default=None, description=description)


def _field_filters() -> Any:
    columns = filter_columns(get_page_models())
    fields: dict[str, Any] = {
        name: optional(parameter(*(column for _model, column in columns[name])), f"Pages where `{name}` equals this.")
        for name in sorted(columns)
        if name not in PageFilters.model_fields
    }
    return create_model("PageFieldFilters", __base__=Schema, **fields)


def _orderable(types: list[type[Page]]) -> dict[str, list[tuple[str, Any]]]:
    """The names that pages of ``types`` can be ordered by, each with the paths from a page to its columns."""
    found: dict[str, list[tuple[str, Any]]] = {}
    for name in orderable_fields(Page, [*COMMON, *ORDER_ONLY]):
        column = Page._meta.pk.name if name == "pk" else name
        found[name] = [(column, Page._meta.get_field(column))]
    for model in types:
        columns = api_columns(model)
        for name in orderable_fields(model, columns):
            if name not in COMMON:
                found.setdefault(name, []).append((_path_to(model) + name, columns[name]))
    return found


def _path_to(model: type[Page]) -> str:
    """The prefix of a lookup from a plain page to a column of its own type."""
    if model is Page:
        return ""
    link: Any = model._meta.get_ancestor_link(Page)
    return f"{link.remote_field.get_accessor_name()}__"


def page_sort_key(types: list[type[Page]], name: str) -> SortKey | None:
    """The key to order pages of ``types`` by ``name``; ``None`` when they cannot be.

    Several types can share a name when their columns are of one kind.
    """
    columns = _orderable(types).get(name, [])
    kinds = {field.get_internal_type() for _path, field in columns}
    return column_key(name, columns) if len(kinds) == 1 else None


FieldFilters: Any = _field_filters()
_NAMES = sorted(_orderable(get_page_models()))
_ORDERS: Any = _one_of([*_NAMES, *(f"-{name}" for name in _NAMES), RANDOM])


class PageOrder(Schema):
    """What the list is ordered by."""

    order: list[_ORDERS] = Field(
        default_factory=list,
        max_length=MOST_KEYS,
        description="Fields to order by, `-` for descending. Pages without a value stand last. `path` is the tree.",
    )
