"""Enumerations. One with the same values is one type, whatever names them."""

from collections.abc import Iterable

from graphql import GraphQLEnumType

from cms.errors import ConfigurationError
from digital_skills_graphql.schema.naming import Names, choice_name

__all__ = ["Choices"]


class Choices:
    """The enumerations that were made so far, by their values."""

    def __init__(self, names: Names) -> None:
        self._made: dict[frozenset[str], GraphQLEnumType] = {}
        self._names = names

    def named(self, name: str, values: Iterable[str], names: dict[str, str] | None = None) -> GraphQLEnumType:
        """The enumeration of ``values``, called ``name`` unless it is there by another. ``names`` are those of values.

        Raises ``ConfigurationError`` for two values that would have one name.
        """
        listed = list(dict.fromkeys(values))
        key = frozenset(listed)
        if key not in self._made:
            chosen = {value: (names or {}).get(value) or choice_name(value) for value in listed}
            if len(set(chosen.values())) < len(listed):
                raise ConfigurationError(f"GraphQL: two values of {name} have one name: {', '.join(listed)}.")
            self._made[key] = GraphQLEnumType(self._names.free(name), {chosen[value]: value for value in listed})
        return self._made[key]

    def all_of(self, name: str, enumerations: Iterable[GraphQLEnumType]) -> GraphQLEnumType:
        """The enumeration of the values of all of them."""
        return self.named(name, [entry.value for each in enumerations for entry in each.values.values()])
