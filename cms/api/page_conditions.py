"""What the filters of ``cms.api.page_filters`` mean. Called by the lists of pages of both versions.

Each condition names the keys of the page types that have the field, so that it can stand on a queryset of all pages,
and a page of another type is not found.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ForeignKey, ManyToManyField, Model, Q
from django.utils import timezone
from wagtail.api import APIField
from wagtail.models import Page, get_page_models

from cms.api.page_filters import RELATIONS, PageFilters
from cms.api.relations import is_public
from pages.dates import PartialDate, PartialDateField

__all__ = ["api_columns", "filter_pages", "holders"]

#: Bounds of what both databases take as a moment, in any time zone.
FIRST_DAY, LAST_DAY = datetime.date(1, 1, 3), datetime.date(9999, 12, 29)


def filter_pages(queryset: Any, asked: PageFilters) -> Any:
    """Those of ``queryset`` (pages, of any type) that fit ``asked``."""
    for condition in _conditions(asked):
        queryset = queryset.filter(condition)
    return queryset


def api_columns(model: type[Page]) -> dict[str, Any]:
    """The columns and relations among the ``api_fields`` of a page type, by their names."""
    fields = APIField.get_fields_for_model(model, db_fields_only=True)
    return {field.name: model._meta.get_field(field.name) for field in fields}


def holders(name: str, *kinds: type[Any], models: Iterable[type[Page]] = ()) -> Iterator[tuple[type[Page], Any]]:
    """The page types (of ``models``, else all) that serve a field ``name`` of one of the ``kinds``, with that field."""
    for model in models or get_page_models():
        field = api_columns(model).get(name)
        if field is not None and (not kinds or isinstance(field, kinds)):
            yield model, field


def _conditions(asked: PageFilters) -> Iterator[Q]:
    for name in RELATIONS:
        if values := getattr(asked, name):
            yield _related(name, values)
    if asked.status:
        yield _keys((model, Q(status__in=asked.status)) for model, _field in holders("status"))
    for name, lookup in {
        "starts_from": "starts__gte",
        "starts_to": "starts__lte",
        "ends_from": "ends__latest__gte",
        "ends_to": "ends__latest__lte",
    }.items():
        if value := getattr(asked, name):
            yield _dated(lookup, value)
    if asked.applications_open_on:
        yield _open_on(asked.applications_open_on)
    if asked.first_published_from:
        first = _moment(PartialDate.parse(asked.first_published_from).earliest, datetime.time.min)
        yield Q(first_published_at__gte=first)
    if asked.first_published_to:
        last = _moment(PartialDate.parse(asked.first_published_to).latest, datetime.time.max)
        yield Q(first_published_at__lte=last)


def _related(name: str, values: list[str]) -> Q:
    """Pages that relate to one of the entries with these slugs or ids."""
    known: dict[type[Model], list[Any]] = {}

    def conditions() -> Iterator[tuple[type[Page], Q]]:
        for attribute in RELATIONS[name]:
            for model, field in holders(attribute, ForeignKey, ManyToManyField):
                target = field.related_model
                if target not in known:
                    known[target] = _entries(target, values)
                if known[target]:
                    yield model, Q(**{f"{attribute}__in": known[target]})

    return _keys(conditions())


def _entries(model: Any, values: list[str]) -> list[Any]:
    ids = [int(value) for value in values if value.isdigit() and len(value) < 10]
    condition = Q(pk__in=ids)
    if any(field.name == "slug" for field in model._meta.concrete_fields):
        condition |= Q(slug__in=values)
    return [entry.pk for entry in model._default_manager.filter(condition) if is_public(entry)]


def _dated(lookup: str, value: str) -> Q:
    name, end, *_rest = lookup.split("__")
    date: Any = PartialDate.parse(value)
    if end == "latest":  # a plain day of the database's own
        date = date.earliest if lookup.endswith("gte") else date.latest
    return _keys((model, Q(**{lookup: date})) for model, _field in holders(name, PartialDateField))


def _open_on(day: datetime.date) -> Q:
    opens, closes = "applications_open", "applications_close"
    closing = {model for model, _field in holders(closes, PartialDateField)}
    begun = Q(**{f"{opens}__earliest__lte": day}) | Q(**{f"{opens}__isnull": True})
    not_over = Q(**{f"{closes}__latest__gte": day}) | Q(**{f"{closes}__isnull": True})
    stated = Q(**{f"{opens}__isnull": False}) | Q(**{f"{closes}__isnull": False})
    return _keys(
        (model, begun & not_over & stated) for model, _f in holders(opens, PartialDateField) if model in closing
    )


def _keys(conditions: Iterable[tuple[type[Page], Q]]) -> Q:
    """Pages of a type that fit the condition for their type."""
    found = Q(pk__in=())
    for model, condition in conditions:
        found |= Q(pk__in=model._default_manager.filter(condition).order_by().values("pk"))
    return found


def _moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    day = min(max(day, FIRST_DAY), LAST_DAY)
    return timezone.make_aware(datetime.datetime.combine(day, time))
