"""Unions and interfaces, and how their members are told apart. Called by ``types`` and ``build``.

Pages are an interface, ``Page``; whatever else can be one of several objects is a union. The members of a union of
blocks have an interface, too, so that their ids and types can be asked for without naming each.
"""

import json
import re
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLID,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLString,
    GraphQLUnionType,
)

from digital_skills_graphql.schema.document import Components, Json, Shape
from digital_skills_graphql.schema.naming import type_name_of
from digital_skills_graphql.schema.types import ANY_JSON, PROPERTY, Types, is_block

__all__ = ["BLOCK", "Pages", "Unions"]

META_TYPE = ("meta", "type")
WORD = re.compile(r"[A-Z][a-z0-9]*")

BLOCK = GraphQLInterfaceType(
    "Block",
    {
        "id": GraphQLField(GraphQLNonNull(GraphQLID), extensions={PROPERTY: "id"}),
        "type": GraphQLField(GraphQLNonNull(GraphQLString), extensions={PROPERTY: "type"}),
    },
    description="A block of a body. Its value is in a field that is called after its type.",
)


class Pages:
    """The types of pages, by component, and what they have in common. ``plain`` is the component without a type."""

    def __init__(self, components: Components, shape: Shape) -> None:
        self.shapes = {member.component: member for member in shape.members if member.component}
        self.labels = {
            name: str(_constant(components, member.schema, META_TYPE)) for name, member in self.shapes.items()
        }
        self.plain = min(self.shapes, key=lambda name: len(self.shapes[name].schema["properties"]))
        self.interface = GraphQLInterfaceType(
            "Page",
            fields=lambda: self.common,
            resolve_type=lambda value, _info, _type: self.names[value["meta"]["type"]],
            description="What every page has. The fields of its type are those of its object type.",
        )
        self.common: dict[str, GraphQLField] = {}
        self.names: dict[str, str] = {}

    def meta(self, components: Components) -> Shape:
        """What all pages say under ``meta``: a property that only some have may be null."""
        each = [components.shape(shape.schema["properties"]["meta"]).schema for shape in self.shapes.values()]
        properties: Json = {}
        for schema in each:
            properties = {**schema["properties"], **properties}
        required = set.intersection(*(set(schema["required"]) for schema in each))
        return Shape({"type": "object", "properties": properties, "required": sorted(required)})


class Unions:
    """Makes the unions, each once. ``pages`` are those that have an interface instead."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._made: dict[tuple[str, ...], GraphQLUnionType] = {}
        self.members: list[list[str]] = []

    def __call__(self, types: Types, shape: Shape, context: str) -> GraphQLOutputType:
        """The type of a value that is one of the members of ``shape``; anything, where they cannot be told apart."""
        if all(member.component in self._pages.shapes for member in shape.members):
            return self._pages.interface
        told = _told_apart(types.components, shape.members)
        if told is None:
            return ANY_JSON
        place, constants = told
        key = tuple(member.component or json.dumps(member.schema, sort_keys=True) for member in shape.members)
        if key not in self._made:
            objects = [types.object(member, f"{context}{number}") for number, member in enumerate(shape.members, 1)]
            name = types.names.free(self._name(types, shape, objects, context))
            named = dict(zip(constants, (made.name for made in objects), strict=True))
            for made, member in zip(objects, shape.members, strict=True):
                if is_block(member.schema):
                    types.interfaces[made.name] = [BLOCK]
            self._made[key] = GraphQLUnionType(
                name, objects, resolve_type=lambda value, _info, _type: named[_at(value, place)]
            )
            self.members.append([made.name for made in objects])
        return self._made[key]

    def _name(self, types: Types, shape: Shape, objects: list[GraphQLObjectType], context: str) -> str:
        if shape.component:
            return type_name_of(shape.component)
        words = [WORD.findall(made.name) for made in objects]
        last = {each[-1] for each in words}
        return last.pop() if len(last) == 1 and all(len(each) > 1 for each in words) else context


def _told_apart(components: Components, members: tuple[Shape, ...]) -> tuple[tuple[str, ...], list[Any]] | None:
    """Where each of ``members`` says which it is, and what they say there; ``None`` where none says it."""
    if not all("properties" in member.schema for member in members):
        return None
    places = [(name,) for name in members[0].schema["properties"]]
    for place in (*places, META_TYPE):
        constants = [_constant(components, member.schema, place) for member in members]
        if None not in constants and len(set(constants)) == len(constants):
            return place, constants
    return None


def _constant(components: Components, schema: Json, place: tuple[str, ...]) -> Any:
    for name in place:
        found = schema.get("properties", {}).get(name)
        if found is None:
            return None
        schema = components.shape(found).schema
    return schema.get("const")


def _at(value: Any, place: tuple[str, ...]) -> Any:
    for name in place:
        value = value[name]
    return value
