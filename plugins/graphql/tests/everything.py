"""Queries that select whatever the schema has of a type. Used by the tests of access and of drift."""

from typing import Any

from graphql import GraphQLSchema, get_named_type, is_interface_type, is_leaf_type, is_union_type

__all__ = ["everything_of"]


def everything_of(
    schema: GraphQLSchema, name: str, among: frozenset[str] | None = None, above: tuple[str, ...] = ()
) -> str:
    """The selection of every field of the type ``name``, and of all below it; a type within itself is selected once.

    ``among`` are the types that pages and blocks may have.
    """
    found: Any = schema.get_type(name)
    chosen = ["__typename"]
    if not is_union_type(found):
        for field, each in found.fields.items():
            kind = get_named_type(each.type)
            if is_leaf_type(kind):
                chosen.append(field)
            elif kind.name not in above:
                chosen.append(f"{field} {{ {everything_of(schema, kind.name, among, (*above, kind.name))} }}")
    if is_union_type(found) or is_interface_type(found):
        for kind in schema.get_possible_types(found):
            if among is None or kind.name in among:
                below = everything_of(schema, kind.name, among, (*above, kind.name))
                chosen.append(f"... on {kind.name} {{ {below} }}")
    return " ".join(chosen)
