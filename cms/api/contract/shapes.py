"""Reads the schemas of an OpenAPI document in one form, however they are written. Used by ``schemas``.

References are followed, ``allOf`` is merged, and ``anyOf``, ``oneOf``, a list of types, ``null`` and constants become a
union of members: ``{"type": ["string", "null"]}`` and ``{"anyOf": [{"type": "string"}, {"type": "null"}]}`` are alike.
"""

import json
from dataclasses import dataclass, field
from typing import Any

__all__ = ["ANY", "Member", "Union", "reference_name", "resolve", "union_of"]

ANY = "anything"
OF_VALUES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
OBJECT_WORDS = ("properties", "additionalProperties", "required", "minProperties", "maxProperties")
ARRAY_WORDS = ("items", "prefixItems", "minItems", "maxItems", "uniqueItems")


@dataclass(frozen=True)
class Member:
    """One member of a union: a schema of one type.

    ``key`` finds it in another document: the value of the discriminator (it is ``tagged`` then), or its component.
    """

    key: str
    tagged: bool
    schema: dict[str, Any]
    kind: str  # a type of JSON Schema, or "anything"
    written: dict[str, Any]  # before references were followed

    def __str__(self) -> str:
        return self.key or self.kind


@dataclass
class Union:
    """What a value may be. ``discriminator`` is the property that tells the members apart."""

    members: list[Member] = field(default_factory=list)
    nullable: bool = False
    discriminator: str | None = None


def reference_name(schema: Any) -> str | None:
    """``ProgramPage`` of ``{"$ref": "#/components/schemas/ProgramPage"}``."""
    reference = schema.get("$ref") if isinstance(schema, dict) else None
    return str(reference).rsplit("/", 1)[-1] if reference else None


def resolve(schema: Any, document: dict[str, Any]) -> dict[str, Any]:
    """``schema`` with its reference followed and its ``allOf`` merged. What stands beside a reference wins."""
    if not isinstance(schema, dict):
        return {} if schema in (True, None) else {"not": {}}
    seen: set[str] = set()
    while "$ref" in schema and schema["$ref"] not in seen:
        seen.add(schema["$ref"])
        beside = {name: value for name, value in schema.items() if name != "$ref"}
        schema = {**_at(document, schema["$ref"]), **beside}
    merged = {name: value for name, value in schema.items() if name != "allOf"}
    for part in schema.get("allOf", []):
        _merge(merged, resolve(part, document))
    return merged


def union_of(schema: Any, document: dict[str, Any]) -> Union:
    """The union that ``schema`` describes; of one member, where it is none."""
    union = Union()
    _gather(schema, document, union, frozenset())
    union.members = _with_values_together(union.members)
    return union


def _at(document: dict[str, Any], reference: str) -> dict[str, Any]:
    found: Any = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part.replace("~1", "/").replace("~0", "~")]
    return dict(found)


def _merge(merged: dict[str, Any], part: dict[str, Any]) -> None:
    for name, value in part.items():
        if name == "properties":
            merged[name] = {**value, **merged.get(name, {})}
        elif name == "required":
            merged[name] = sorted({*value, *merged.get(name, [])})
        else:
            merged.setdefault(name, value)


def _gather(schema: Any, document: dict[str, Any], union: Union, above: frozenset[str], tag: str = "") -> None:
    name = reference_name(schema)
    if name in above:
        return
    above = above | {name} if name else above
    resolved = resolve(schema, document)
    parts = resolved.get("oneOf") or resolved.get("anyOf")
    if parts and not tag:
        discriminator = resolved.get("discriminator", {})
        union.discriminator = union.discriminator or discriminator.get("propertyName")
        tags = {str(target): value for value, target in discriminator.get("mapping", {}).items()}
        for part in parts:
            found = tags.get(str(part.get("$ref", "")), "") if isinstance(part, dict) else ""
            _gather(part, document, union, above, found)
    elif isinstance(resolved.get("type"), list):
        for kind in resolved["type"]:
            _add({**resolved, "type": kind}, schema, union, tag, name or "")
    else:
        _add(resolved, schema, union, tag, name or "")


def _add(resolved: dict[str, Any], written: Any, union: Union, tag: str, name: str) -> None:
    values = resolved.get("enum", [resolved["const"]] if "const" in resolved else None)
    if values and None in values:
        union.nullable = True
        values = [value for value in values if value is not None]
        resolved = {name: value for name, value in resolved.items() if name != "const"} | {"enum": values}
        if not values:
            return
    kind = _kind(resolved, values)
    if kind == "null":
        union.nullable = True
    else:
        as_written = written if isinstance(written, dict) else {}
        union.members.append(Member(tag or name, bool(tag), resolved, kind, as_written))


def _kind(resolved: dict[str, Any], values: list[Any] | None) -> str:
    if "type" in resolved:
        return str(resolved["type"])
    if values:
        return OF_VALUES[type(values[0])]
    if any(word in resolved for word in OBJECT_WORDS):
        return "object"
    return "array" if any(word in resolved for word in ARRAY_WORDS) else ANY


def _with_values_together(members: list[Member]) -> list[Member]:
    """Constants and enumerations of one type are one enumeration, wherever they stand in the union."""
    together: dict[str, list[Any]] = {}
    rest: list[Member] = []
    for member in members:
        values = member.schema.get("enum", [member.schema["const"]] if "const" in member.schema else None)
        if values is None or len(members) == 1:
            rest.append(member)
        else:
            together.setdefault(member.kind, []).extend(values)
    for kind, values in together.items():
        schema = {"type": kind, "enum": sorted(set(values), key=json.dumps)}
        rest.append(Member("", False, schema, kind, schema))
    return rest
