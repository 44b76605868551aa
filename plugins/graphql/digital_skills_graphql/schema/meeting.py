"""Fields of one name that meet in one union or interface, with types that GraphQL does not let meet. Called by
``build``.

``{ page(id: 1) { ... on ProgramPage { status } ... on PilotPage { status } } }`` is refused where the two are different
enumerations, or one may be null: so they are made to agree. Where they cannot, the field of the later type has the name
of its type in front; types of plugins come behind ours, whose names so never change.
"""

from dataclasses import replace
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
)

from digital_skills_graphql.schema.naming import camel, pascal
from digital_skills_graphql.schema.types import Member, Types

__all__ = ["let_meet"]


def let_meet(types: Types, members: list[str]) -> None:
    """Make the fields of ``members``, types by name, agree where they share a name."""
    for name in dict.fromkeys(name for member in members for name in types.fields[member]):
        holders = [member for member in members if name in types.fields[member]]
        if len({str(types.fields[holder][name].type) for holder in holders}) > 1:
            _agree(types, name, holders)


def _agree(types: Types, name: str, holders: list[str]) -> None:
    found = {holder: types.fields[holder][name] for holder in holders}
    named = [get_named_type(member.type) for member in found.values()]
    enumerations = [each for each in named if isinstance(each, GraphQLEnumType)]
    if len(enumerations) == len(named):
        shared = types.choices.all_of(pascal(name), enumerations)
        found = {holder: replace(member, type=_of(member.type, shared)) for holder, member in found.items()}
    first, *_others = found.values()
    agreeing = {holder: each for holder, each in found.items() if _alike(types, first.type, each.type)}
    for holder in found.keys() - agreeing.keys():
        _rename(types.fields[holder], name, f"{camel(holder)}{pascal(name)}")
    if len({_wrapping(member.type) for member in agreeing.values()}) > 1:
        agreeing = {holder: replace(member, type=_nullable(member.type)) for holder, member in agreeing.items()}
    for holder, member in agreeing.items():
        types.fields[holder][name] = member


def _rename(fields: dict[str, Member], old: str, new: str) -> None:
    renamed = {new if name == old else name: member for name, member in fields.items()}
    fields.clear()
    fields.update(renamed)


def _alike(types: Types, one: Any, other: Any, seen: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """Whether values of both types have one shape, whichever of them may be null."""
    one, other = _without_null(one), _without_null(other)
    if isinstance(one, GraphQLList) or isinstance(other, GraphQLList):
        both = isinstance(one, GraphQLList) and isinstance(other, GraphQLList)
        return both and _alike(types, one.of_type, other.of_type, seen)
    if is_leaf_type(one) or is_leaf_type(other):
        return bool(one == other)
    pair = (one.name, other.name)
    if one == other or pair in seen or is_abstract_type(one) or is_abstract_type(other):
        return True
    fields, others = types.fields[one.name], types.fields[other.name]
    return all(
        _wrapping(fields[name].type) == _wrapping(others[name].type)
        and _alike(types, fields[name].type, others[name].type, seen | {pair})
        for name in fields.keys() & others.keys()
    )


def _without_null(made: Any) -> Any:
    return made.of_type if isinstance(made, GraphQLNonNull) else made


def _nullable(made: Any) -> Any:
    """``made``, in which everything may be null."""
    made = _without_null(made)
    return GraphQLList(_nullable(made.of_type)) if isinstance(made, GraphQLList) else made


def _wrapping(made: Any) -> str:
    """How often it is a list and where it may be null, such as ``[_!]``."""
    return str(made).replace(get_named_type(made).name, "_")


def _of(made: Any, named: Any) -> Any:
    """``made`` with another type within its lists."""
    if isinstance(made, GraphQLNonNull | GraphQLList):
        return type(made)(_of(made.of_type, named))
    return named
