"""Which fields a caller may filter and order a listing by, and what a filter means. Asked by both versions.

An allowlist: columns that hold one short value, and relations by primary key. Long text, JSON and files are not
filtered by equality; rows of a child relation have no meaning to a caller. A relation to something that can be
private finds nothing when its target is: the answer is the same as for a target that does not exist.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from taggit.managers import TaggableManager

from cms.api.relations import is_public

__all__ = ["MOST_TAGS", "FilterValueError", "apply_filter", "filterable_fields", "orderable_fields"]

MOST_TAGS = 10
LARGEST_INTEGER = 2**63 - 1
WORDS = {"true": True, "1": True, "false": False, "0": False}
SHORT_VALUES = frozenset(
    f"{name}Field"
    for name in (
        *("Auto", "BigAuto", "SmallAuto", "Integer", "BigInteger", "SmallInteger", "PositiveInteger"),
        *("PositiveBigInteger", "PositiveSmallInteger", "Decimal", "Float", "Boolean", "Char", "Slug", "UUID"),
        *("Date", "DateTime", "Time"),
    )
)
RELATIONS_BY_KEY = (models.ForeignKey, models.ManyToManyField)


class FilterValueError(ValueError):
    """The value of a filter does not fit its field. The message is for the caller."""


def filterable_fields(model: type[models.Model], names: Iterable[str]) -> set[str]:
    """Those of ``names`` that ``model`` can be filtered by."""
    return {name for name in names if _is_filterable(_field(model, name))}


def orderable_fields(model: type[models.Model], names: Iterable[str]) -> set[str]:
    """Those of ``names`` that ``model`` can be ordered by: no relations, whose order would tell of their targets."""
    return {
        name
        for name in filterable_fields(model, names)
        if not isinstance(_field(model, name), (*RELATIONS_BY_KEY, TaggableManager))
    }


def apply_filter(queryset: Any, name: str, values: list[str]) -> Any:
    """``queryset`` where the field ``name`` equals each of ``values`` (several make sense for tags and many-to-many).

    Raises ``FilterValueError``.
    """
    field = _field(queryset.model, name)
    if len(values) > MOST_TAGS:
        raise FilterValueError(f"{name} takes at most {MOST_TAGS} values")
    if isinstance(field, TaggableManager):
        return _with_all(queryset, f"{name}__name", set(values))
    keys = {_parse(field, name, value) for value in values}
    if isinstance(field, RELATIONS_BY_KEY) and not all(_has_public_target(field, key) for key in keys):
        return queryset.none()
    if isinstance(field, models.ManyToManyField):
        return _with_all(queryset, name, keys)
    for key in keys:
        queryset = queryset.filter(**{name: key})
    return queryset


def _with_all(queryset: Any, path: str, values: set[Any]) -> Any:
    """``queryset`` where the relation ``path`` leads to each of ``values``.

    Counted in one subquery: a join for each value is more than PostgreSQL can plan.
    """
    having = queryset.model._default_manager.order_by().filter(**{f"{path}__in": values}).values("pk")
    having = having.annotate(matched=models.Count(path, distinct=True)).filter(matched=len(values))
    return queryset.filter(pk__in=having.values("pk"))


def _field(model: type[models.Model], name: str) -> Any:
    if name == "pk":
        return model._meta.pk
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _is_filterable(field: Any) -> bool:
    if isinstance(field, (TaggableManager, *RELATIONS_BY_KEY)):
        return True
    return isinstance(field, models.Field) and field.get_internal_type() in SHORT_VALUES


def _parse(field: Any, name: str, value: str) -> Any:
    column = field
    while isinstance(column, RELATIONS_BY_KEY):
        column = column.target_field
    try:
        if isinstance(column, models.BooleanField):
            return WORDS[value.lower()]
        parsed = column.to_python(value)
        column.get_prep_value(parsed)
    except (KeyError, ValueError, TypeError, OverflowError, ValidationError):
        raise FilterValueError(f"{value!r} is not a valid value for {name}") from None
    if isinstance(parsed, int) and abs(parsed) > LARGEST_INTEGER:
        raise FilterValueError(f"{value!r} is not a valid value for {name}")
    return parsed


def _has_public_target(field: Any, key: Any) -> bool:
    target = field.related_model._default_manager.filter(pk=key).first()
    return target is not None and is_public(target)
