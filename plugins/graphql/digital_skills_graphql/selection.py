"""Which fields of an answer a query wants, for the parameter ``fields`` of the operation. Called by ``running``.

What is not selected is then neither loaded nor made. A selection may be wider than what is shown in the end, never
narrower.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLResolveInfo,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
)

from digital_skills_graphql.schema import Schema
from digital_skills_graphql.schema.document import Operation
from digital_skills_graphql.schema.types import PROPERTY

__all__ = ["selected_fields"]

ITEMS, META = "items", "meta"
HIGHLIGHTS = "highlights"  # there whenever words are searched for
TYPENAME = "__typename"

#: What the API takes at most.
LONGEST, MOST = 1_000, 100
EVERYTHING, NOTHING = "*", "_"
ALWAYS = frozenset({"id", "type"})

Fielded = GraphQLObjectType | GraphQLInterfaceType


def selected_fields(
    operation: Operation, asked_types: list[str], schema: Schema, info: GraphQLResolveInfo[Any]
) -> str | None:
    """The value of ``fields`` for what is selected of the answer of ``operation``; ``None`` for all of it.

    ``asked_types`` are the types of pages that a list is limited to, as the API calls them. The API refuses names that
    none of the pages could have: of a page that is yet to be found, and of types that nobody asked for, everything is
    taken.
    """
    if operation.selected_within is None:
        return None
    selection = selection_of(info, operation.selected_within)
    pages = frozenset(schema.pages.values())
    if pages & selection.names.keys():
        is_list = operation.selected_within == (ITEMS,)
        if not is_list:
            return None
        known = {schema.pages[label] for label in asked_types}
        if known and pages & selection.names.keys() - known:
            return EVERYTHING
    names = sorted(selection.all_names - ALWAYS)
    made = ",".join([NOTHING, *(names or ["id"])])
    return made if len(made) <= LONGEST and len(names) < MOST else EVERYTHING


@dataclass
class Selection:
    """The names of the properties that are wanted, those under ``meta`` among them, by the type that has them."""

    names: dict[str, set[str]] = field(default_factory=dict)

    def add(self, owner: str, name: str) -> None:
        """Note that ``name`` of the type ``owner`` is wanted."""
        self.names.setdefault(owner, set()).add(name)

    @property
    def all_names(self) -> set[str]:
        """The names, whatever type has them."""
        return set().union(*self.names.values())


def selection_of(info: GraphQLResolveInfo[Any], within: tuple[str, ...]) -> Selection:
    """What is selected of the answer's object, which is ``within`` properties of it: ``("items",)`` for a list."""
    found = Selection()
    made = get_named_type(info.return_type)
    wanted = [(made, node.selection_set) for node in info.field_nodes if node.selection_set]
    for name in within:
        wanted = [
            (get_named_type(kind.fields[node.name.value].type), node.selection_set)
            for owner, selections in wanted
            for kind, node in _fields(info, owner, selections)
            if kind.fields[node.name.value].extensions.get(PROPERTY) == name and node.selection_set
        ]
    for owner, selections in wanted:
        for kind, node in _fields(info, owner, selections):
            name = kind.fields[node.name.value].extensions[PROPERTY]
            if name == META and node.selection_set:
                meta = get_named_type(kind.fields[node.name.value].type)
                for inner, each in _fields(info, meta, node.selection_set):
                    found.add(kind.name, inner.fields[each.name.value].extensions[PROPERTY])
            elif name not in (META, HIGHLIGHTS):
                found.add(kind.name, name)
    return found


def _fields(
    info: GraphQLResolveInfo[Any], owner: Any, selections: SelectionSetNode
) -> Iterator[tuple[Fielded, FieldNode]]:
    """The fields of ``selections`` with the types that have them, fragments followed."""
    for node in selections.selections:
        if isinstance(node, FieldNode):
            if node.name.value != TYPENAME:
                yield owner, node
            continue
        if isinstance(node, FragmentSpreadNode):
            fragment: Any = info.fragments[node.name.value]
            fragment = getattr(fragment, "definition", fragment)
        else:
            fragment = node
            assert isinstance(fragment, InlineFragmentNode)  # noqa: S101  # there is no fourth kind
        condition = fragment.type_condition
        kind = info.schema.get_type(condition.name.value) if condition else owner
        yield from _fields(info, kind, fragment.selection_set)
