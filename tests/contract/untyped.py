"""Finds what an OpenAPI document leaves untyped in responses: values of which a client learns nothing."""

from collections.abc import Iterator
from typing import Any

__all__ = ["untyped_places"]

SAYS_SOMETHING = frozenset({"type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref", "properties", "items"})
UNIONS = ("anyOf", "oneOf", "allOf")


def untyped_places(document: dict[str, Any]) -> set[str]:
    """Where a response of any operation holds a value without a type: ``ProgramPage.body[].value``.

    Each component that is reached is looked at once, under its own name.
    """
    return set(_Walk(document).places())


class _Walk:
    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.seen: set[str] = set()

    def places(self) -> Iterator[str]:
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                for status, response in operation["responses"].items():
                    for content in response.get("content", {}).values():
                        place = f"{method.upper()} {path} {status}"
                        yield from self._schema(content.get("schema", {}), place)

    def _schema(self, schema: Any, place: str) -> Iterator[str]:
        if not isinstance(schema, dict) or not SAYS_SOMETHING & schema.keys():
            yield place
            return
        reference = schema.get("$ref")
        if reference is not None and reference not in self.seen:
            self.seen.add(reference)
            name = reference.rpartition("/")[2]
            yield from self._schema(self.document["components"]["schemas"][name], name)
        for union in UNIONS:
            for member in schema.get(union, []):
                yield from self._schema(member, place)
        if "object" in _types(schema) or "properties" in schema:
            yield from self._object(schema, place)
        if "array" in _types(schema) or "items" in schema:
            yield from self._array(schema, place)

    def _object(self, schema: dict[str, Any], place: str) -> Iterator[str]:
        for name, inner in schema.get("properties", {}).items():
            yield from self._schema(inner, f"{place}.{name}")
        more = schema.get("additionalProperties", not schema.get("properties"))
        if more is not False:
            yield from self._schema(more, f"{place}.*")

    def _array(self, schema: dict[str, Any], place: str) -> Iterator[str]:
        for number, inner in enumerate(schema.get("prefixItems", [])):
            yield from self._schema(inner, f"{place}[{number}]")
        if ("items" in schema or "prefixItems" not in schema) and schema.get("items", {}) is not False:
            yield from self._schema(schema.get("items", {}), f"{place}[]")


def _types(schema: dict[str, Any]) -> list[str]:
    types = schema.get("type", [])
    return types if isinstance(types, list) else [types]
