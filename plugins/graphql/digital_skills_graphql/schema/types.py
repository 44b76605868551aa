"""Objects, lists and scalars of the schema. Called by ``build``, which finishes what is begun here.

A type is made when something refers to it; its fields are found afterwards (``finish``), because types refer to one
another in circles.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLField,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLString,
)

from cms.errors import ConfigurationError
from digital_skills_graphql.schema.choices import Choices
from digital_skills_graphql.schema.document import Components, Json, Shape
from digital_skills_graphql.schema.naming import Names, camel, pascal, type_name_of

__all__ = ["ANY_JSON", "PROPERTY", "Member", "Types", "scalar_of"]

DATE = GraphQLScalarType("Date", description="A day, `2020-06-30`.")
DATE_TIME = GraphQLScalarType("DateTime", description="A moment, `2020-06-30T09:30:00Z` (RFC 3339).")
ANY_JSON = GraphQLScalarType("JSON", description="A value that has one of several kinds.")
FORMATS = {"date": DATE, "date-time": DATE_TIME}
PLAIN = {"integer": GraphQLInt, "number": GraphQLFloat, "boolean": GraphQLBoolean, "string": GraphQLString}

#: The extension of a field that names the property which it shows.
PROPERTY = "property"

#: Properties that only answers to writes have.
OF_WRITES = frozenset({"warnings"})

UnionMaker = Callable[["Types", Shape, str], GraphQLOutputType]


@dataclass(frozen=True)
class Member:
    """A field of an object: the property that it shows, and its type."""

    property: str
    type: GraphQLOutputType
    description: str | None = None


def scalar_of(schema: Json, name: str) -> GraphQLScalarType:
    """The scalar of a plain value that is called ``name``. What names an object is an ID."""
    kind = schema.get("type")
    if (name == "id" or name.endswith("_id")) and kind in ("integer", "string"):
        return GraphQLID
    if not isinstance(kind, str) or kind not in PLAIN:
        return ANY_JSON
    return FORMATS.get(schema.get("format", ""), PLAIN[kind]) if kind == "string" else PLAIN[kind]


class Types:
    """The types of the schema, by the components that they stand for, and the fields of each by its name.

    ``union`` makes the type of a value that is one of several objects.
    """

    def __init__(self, document: Json, union: UnionMaker) -> None:
        self.components = Components(document)
        self.names = Names()
        for taken in ("Query", "Page", "PageMeta", "Block", *(scalar.name for scalar in (DATE, DATE_TIME, ANY_JSON))):
            self.names.free(taken)
        self.choices = Choices(self.names)
        self.fields: dict[str, dict[str, Member]] = {}
        self.interfaces: dict[str, list[GraphQLInterfaceType]] = {}
        self.special: dict[tuple[str, str], GraphQLOutputType] = {}
        self._union = union
        self._objects: dict[str, GraphQLObjectType] = {}
        self._waiting: list[tuple[GraphQLObjectType, Shape]] = []

    def output(self, shape: Shape, name: str, context: str) -> GraphQLOutputType | None:
        """The type of a value of ``shape`` in the property ``name``, never null; ``None`` where there is only null.

        ``context`` is what a type without a name of its own is called.
        """
        schema = shape.schema
        if shape.members:
            return self._union(self, shape, context)
        if "properties" in schema:
            return self.object(shape, context)
        if schema.get("type") == "null":
            return None
        if schema.get("type") == "array":
            items = self.components.shape(schema.get("items", {}))
            return GraphQLList(self.wrapped(items, self.output(items, name, context) or ANY_JSON))
        values = schema.get("enum")
        if values and all(isinstance(value, str) for value in values):
            return self.choices.named(type_name_of(shape.component) if shape.component else context, values)
        return scalar_of(schema, name)

    def wrapped(self, shape: Shape, made: Any) -> GraphQLOutputType:
        """``made``, never null unless ``shape`` is."""
        return made if shape.nullable else GraphQLNonNull(made)

    def object(self, shape: Shape, context: str, *, name: str | None = None) -> GraphQLObjectType:
        """The type of an object, called ``name``, or else as its component or its title says."""
        key = name or shape.component or json.dumps(shape.schema, sort_keys=True)
        if key not in self._objects:
            if name is None:
                own = shape.component or shape.schema.get("title")
                name = self.names.free(type_name_of(own) if own else context)
            made = GraphQLObjectType(
                name,
                fields=lambda: self._graphql_fields(name),
                interfaces=lambda: self.interfaces.get(name, []),
                description=shape.schema.get("description"),
            )
            self._objects[key] = made
            self._waiting.append((made, shape))
        return self._objects[key]

    def finish(self) -> None:
        """Find the fields of every type that was made, and of those that they refer to."""
        while self._waiting:
            made, shape = self._waiting.pop()
            self.fields[made.name] = self._members(made.name, shape)

    def _members(self, owner: str, shape: Shape) -> dict[str, Member]:
        found: dict[str, Member] = {}
        required = frozenset(shape.schema.get("required", ()))
        for name, schema in self._properties(shape).items():
            if name in OF_WRITES:
                continue
            value = self.components.shape(schema)
            special = self.special.get((owner, name))
            made = special or self.output(value, name, f"{owner}{pascal(name)}")
            if made is None:
                continue
            seen = replace(value, nullable=value.nullable or name not in required)
            field = self.field_name(shape.schema, name)
            if field in found:
                raise ConfigurationError(f"GraphQL: two properties of {owner} would be called {field}.")
            found[field] = Member(name, self.wrapped(seen, made), schema.get("description"))
        return found

    def _properties(self, shape: Shape) -> Json:
        partial = self.components.partial(shape.component) if shape.component else None
        return {**(partial or {}).get("properties", {}), **shape.schema["properties"]}

    @staticmethod
    def field_name(schema: Json, name: str) -> str:
        """The field of the property ``name``. The value of a block is called after its type, so that the values of
        different blocks never meet.
        """
        properties = schema["properties"]
        if name == "value" and is_block(schema):
            called = camel(properties["type"]["const"])
            return called if called not in properties else f"{called}Value"
        return camel(name)

    def _graphql_fields(self, owner: str) -> dict[str, GraphQLField]:
        return {
            name: GraphQLField(
                member.type,
                resolve=showing(member.property),
                description=member.description,
                extensions={PROPERTY: member.property},
            )
            for name, member in self.fields[owner].items()
        }


def is_block(schema: Json) -> bool:
    """Whether this is an object of the shape ``{"type", "value", "id"}``, which blocks of a stream have."""
    properties = schema.get("properties", {})
    return properties.keys() == {"type", "value", "id"} and "const" in properties["type"]


def showing(name: str) -> Callable[[Any, GraphQLResolveInfo[Any]], Any]:
    """The resolver of a field that shows the property ``name``. The context counts what an answer is made of."""

    def resolve(value: Any, info: GraphQLResolveInfo[Any]) -> Any:
        info.context.count_node()
        return value.get(name)

    return resolve
