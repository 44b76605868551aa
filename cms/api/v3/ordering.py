"""``?order=`` of version 3: the keys by which a list is sorted, so that no two rows are equal and both databases agree.

Rows without a value stand last, whatever the direction; equal rows follow their ids. A cursor (``cms.api.v3.cursor``)
compares with the same keys.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, ExpressionWrapper, F, Q
from django.db.models.functions import Coalesce

from cms.api.v3.refusal import refusal
from pages.dates import PartialDateField

__all__ = ["RANDOM", "SortKey", "column_key", "ordered", "sort_keys"]

RANDOM = "random"


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of an ordering. ``attribute`` is the annotation that holds the value of a row."""

    name: str
    expression: Any
    attribute: str = ""
    descending: bool = False
    nullable: bool = True

    @property
    def lasting(self) -> bool:
        """Whether no row ever changes its place by this key."""
        return self.name == "id"

    def following(self, value: Any) -> Q | None:
        """The rows behind those with ``value``; ``None`` when there are none."""
        if value is None:
            return None
        behind = Q(**{f"{self.attribute}__{'lt' if self.descending else 'gt'}": value})
        return behind | Q(**{f"{self.attribute}__isnull": True}) if self.nullable else behind

    def same(self, value: Any) -> Q:
        """The rows with ``value``."""
        return Q(**{f"{self.attribute}__isnull": True} if value is None else {self.attribute: value})


def column_key(name: str, columns: Sequence[tuple[str, Any]]) -> SortKey:
    """The key for the first value that a row has in ``columns``, which are paths from the row with their fields."""
    expressions = [
        ExpressionWrapper(F(path), output_field=CharField()) if isinstance(field, PartialDateField) else F(path)
        for path, field in columns
    ]
    expression = expressions[0] if len(expressions) == 1 else Coalesce(*expressions)
    elsewhere = any("__" in path for path, _field in columns)
    return SortKey(name, expression, nullable=elsewhere or any(field.null for _path, field in columns))


def sort_keys(asked: Sequence[str], key_named: Callable[[str], SortKey | None]) -> list[SortKey]:
    """The keys for ``?order=``, the last of them the id. ``key_named`` gives the key for a name that is allowed.

    Raises a refusal (422) for other names.
    """
    keys: list[SortKey] = []
    for number, token in enumerate([*asked, "id"]):
        name = token.removeprefix("-")
        key = key_named(name)
        if key is None:
            raise refusal("order", f"cannot order by '{name}'")
        keys.append(
            SortKey(
                "id" if name == "pk" else name,
                key.expression,
                f"sort_key_{number}",
                token.startswith("-"),
                key.nullable,
            )
        )
        if keys[-1].name == "id":
            break
    return keys


def ordered(queryset: Any, keys: Sequence[SortKey]) -> Any:
    """``queryset`` in the order of ``keys``, each row with their values."""
    terms = [
        F(key.attribute).desc(nulls_last=key.nullable or None)
        if key.descending
        else F(key.attribute).asc(nulls_last=key.nullable or None)
        for key in keys
    ]
    return queryset.annotate(**{key.attribute: key.expression for key in keys}).order_by(*terms)
