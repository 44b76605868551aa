"""The OpenAPI document of version 3 as the schema is derived from it: reading operations, and the shapes of answers."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

__all__ = ["Components", "Json", "Operation", "Shape", "operations_of"]

Json: TypeAlias = dict[str, Any]

COMPONENT = "#/components/schemas/"
PARTIAL = "Partial"
JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
OPEN_TO_ANYBODY: Json = {}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: Where the object is that is chosen from, of operations that are no lists.
WITHIN = {"resolve": ("page",)}
#: What describes the API itself, and its changes: of no use to a frontend that asks for content.
LEFT_OUT = re.compile(r"(changes|schema)_.*")


@dataclass(frozen=True)
class Operation:
    """A reading operation that is open to everybody. ``name`` is its id, ``path`` has its placeholders.

    ``absent`` is the shape of its own 404, of operations that say more than that nothing is there.
    """

    name: str
    path: str
    description: str
    parameters: list[Json]
    answer: Json
    absent: Json | None

    @property
    def selected_within(self) -> tuple[str, ...] | None:
        """The properties within which is what ``fields=`` selects of: none of an object, ``items`` of a list.

        ``None`` for an operation that always answers with everything.
        """
        if not any(parameter["name"] == "fields" for parameter in self.parameters):
            return None
        if PLACEHOLDER.search(self.path):
            return ()
        return WITHIN.get(self.name, ("items",))

    @property
    def identified_by(self) -> list[str]:
        """The names of the numbers in its path."""
        return PLACEHOLDER.findall(self.path)

    def address(self, *values: str) -> str:
        """The path with these numbers in it."""
        return self.path.format(**dict(zip(self.identified_by, values, strict=True)))


@dataclass(frozen=True)
class Shape:
    """What a value looks like. ``component`` is the component that it is, by name; ``members`` are those of a union."""

    schema: Json
    nullable: bool = False
    component: str | None = None
    members: tuple["Shape", ...] = ()


class Components:
    """The components of the document, and the shapes of what refers to them."""

    def __init__(self, document: Json) -> None:
        self._schemas: dict[str, Json] = document["components"]["schemas"]

    def __getitem__(self, name: str) -> Json:
        return self._schemas[name]

    def whole(self, name: str) -> str:
        """The component of which ``name`` is the partial one, else itself."""
        full = name.removeprefix(PARTIAL)
        partial = full != name and self._schemas[name].get("description") == f"Some fields of {full}."
        return full if partial and full in self._schemas else name

    def partial(self, name: str) -> Json | None:
        """The partial component of ``name``, which may have fields that only lists have."""
        found = f"{PARTIAL}{name}"
        return self._schemas[found] if found in self._schemas and self.whole(found) == name else None

    def shape(self, schema: Json) -> Shape:
        """The shape of ``schema``: references followed, unions within unions made one, null told apart."""
        members = list(self._members(schema, None))
        shapes: dict[str, Shape] = {}
        for member, component in members:
            if member.get("type") != "null":
                key = component or json.dumps(member, sort_keys=True)
                shapes.setdefault(key, Shape(member, component=component))
        nullable = any(member.get("type") == "null" for member, _component in members)
        if len(shapes) == 1:
            [only] = shapes.values()
            return Shape(only.schema, nullable, only.component)
        name = self._reference(schema)
        return Shape(schema, nullable, name, tuple(shapes.values()))

    def _members(self, schema: Json, component: str | None) -> Iterator[tuple[Json, str | None]]:
        if (name := self._reference(schema)) is not None:
            yield from self._members(self._schemas[name], name)
            return
        for union in ("anyOf", "oneOf", "allOf"):
            if union in schema:
                for member in schema[union]:
                    yield from self._members(member, None)
                return
        yield schema, component

    def _reference(self, schema: Json) -> str | None:
        reference = schema.get("$ref")
        return self.whole(reference.removeprefix(COMPONENT)) if reference else None


def operations_of(document: Json) -> Iterator[Operation]:
    """The reading operations that need no credential, answer with JSON, and name what is asked for by a number."""
    for path, methods in document["paths"].items():
        described = methods.get("get")
        if described is None or LEFT_OUT.fullmatch(described["operationId"]):
            continue
        responses = described["responses"]
        answer = _content(responses.get("200"), JSON)
        if OPEN_TO_ANYBODY not in described["security"] or answer is None or "302" in responses:
            continue
        parameters = described.get("parameters", [])
        places = [parameter for parameter in parameters if parameter["in"] == "path"]
        if any(parameter["schema"].get("type") != "integer" for parameter in places):
            continue
        absent = _content(responses.get("404"), PROBLEM_JSON)
        yield Operation(
            name=described["operationId"],
            path=path,
            description=described.get("description") or described.get("summary") or "",
            parameters=parameters,
            answer=answer,
            absent=absent if absent and "properties" in absent else None,
        )


def _content(response: Json | None, media_type: str) -> Json | None:
    content = (response or {}).get("content", {})
    found: Json | None = content.get(media_type, {}).get("schema")
    return found
