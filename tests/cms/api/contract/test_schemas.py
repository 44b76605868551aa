"""Rules about schemas: each change in both directions, in a request and in a response."""

from typing import Any

import pytest

from cms.api.contract.findings import Finding, Level, Side
from cms.api.contract.operations import compare
from tests.cms.api.contract.small_documents import carrying

B, W, I = Level.BREAKING, Level.WARNING, Level.INFO  # noqa: E741  # columns of the table below
TEXT, NUMBER, WHOLE, NULL = ({"type": name} for name in ("string", "number", "integer", "null"))
PARENT = {"type": "object", "properties": {"children": {"type": "array", "items": {"$ref": "#/components/schemas/P"}}}}


def thing(*required: str, more: Any = None, **properties: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties, "required": list(required)}
    return schema if more is None else {**schema, "additionalProperties": more}


def block(kind: str) -> dict[str, Any]:
    return thing("type", type={"const": kind}, value=TEXT)


def union(*members: Any, by: str | None = None) -> dict[str, Any]:
    return {"oneOf": list(members), **({"discriminator": {"propertyName": by}} if by else {})}


# old, new, where; then forwards and backwards: the rule, its level in a request, its level in a response
CHANGES: list[tuple[Any, Any, str, tuple[str, Level, Level], tuple[str, Level, Level]]] = [
    (thing(), thing(a=TEXT), ".a", ("property-added", I, I), ("property-removed", B, B)),
    (thing(), thing("a", a=TEXT), ".a", ("required-property-added", B, I), ("property-removed", B, B)),
    (
        thing(a=TEXT),
        thing("a", a=TEXT),
        ".a",
        ("property-became-required", B, I),
        ("property-became-optional", I, B),
    ),
    (
        thing(a=TEXT),
        thing(a=TEXT, more=False),
        "",
        ("more-properties-refused", B, I),
        ("more-properties-allowed", I, I),
    ),
    (thing(more=True), thing(more=TEXT), ".*", ("type-narrowed", B, I), ("type-widened", I, B)),
    (thing(more=WHOLE), thing(more=TEXT), ".*", ("type-changed", B, B), ("type-changed", B, B)),
    (TEXT, WHOLE, "", ("type-changed", B, B), ("type-changed", B, B)),
    (TEXT, {}, "", ("type-widened", I, B), ("type-narrowed", B, I)),
    (WHOLE, NUMBER, "", ("type-widened", I, B), ("type-narrowed", B, I)),
    (TEXT, {"anyOf": [TEXT, WHOLE]}, "", ("type-widened", I, B), ("type-narrowed", B, I)),
    (TEXT, {"type": ["string", "integer"]}, "", ("type-widened", I, B), ("type-narrowed", B, I)),
    (TEXT, {"anyOf": [TEXT, NULL]}, "", ("null-added", I, B), ("null-removed", B, I)),
    (TEXT, {"type": ["string", "null"]}, "", ("null-added", I, B), ("null-removed", B, I)),
    ({"enum": ["a"]}, {"enum": ["a", None]}, "", ("null-added", I, B), ("null-removed", B, I)),
    (
        union(block("a")),
        union(block("a"), block("b")),
        "",
        ("union-member-added", I, W),
        ("union-member-removed", B, I),
    ),
    (
        union(block("a"), block("b")),
        union(block("a"), block("b"), by="type"),
        "",
        ("discriminator-added", I, I),
        ("discriminator-removed", W, W),
    ),
    (
        union(block("a"), block("b"), by="type"),
        union(block("a"), block("b"), by="kind"),
        "",
        ("discriminator-changed", B, B),
        ("discriminator-changed", B, B),
    ),
    (TEXT, {**TEXT, "format": "date"}, "", ("format-added", B, I), ("format-removed", I, B)),
    (
        {**TEXT, "format": "date"},
        {**TEXT, "format": "date-time"},
        "",
        ("format-changed", B, B),
        ("format-changed", B, B),
    ),
    ({"const": "a"}, {"const": "b"}, "", ("constant-changed", B, B), ("constant-changed", B, B)),
    ({"enum": ["a"]}, {"enum": ["a", "b"]}, "", ("value-added", I, W), ("value-removed", B, I)),
    ({"const": "a"}, {"enum": ["a", "b"]}, "", ("value-added", I, W), ("value-removed", B, I)),
    (TEXT, {**TEXT, "enum": ["a"]}, "", ("values-introduced", B, I), ("values-dropped", I, B)),
    ({**WHOLE, "maximum": 9}, {**WHOLE, "maximum": 5}, "", ("limit-narrowed", B, I), ("limit-widened", I, B)),
    ({**WHOLE, "minimum": 1}, {**WHOLE, "minimum": 5}, "", ("limit-narrowed", B, I), ("limit-widened", I, B)),
    (WHOLE, {**WHOLE, "exclusiveMinimum": 0}, "", ("limit-narrowed", B, I), ("limit-widened", I, B)),
    (WHOLE, {**WHOLE, "exclusiveMaximum": 9}, "", ("limit-narrowed", B, I), ("limit-widened", I, B)),
    (TEXT, {**TEXT, "maxLength": 9}, "", ("limit-narrowed", B, I), ("limit-widened", I, B)),
    (TEXT, {**TEXT, "minLength": 1}, "", ("limit-narrowed", B, I), ("limit-widened", I, B)),
    (
        {"type": "array", "maxItems": 3},
        {"type": "array", "maxItems": 2},
        "",
        ("limit-narrowed", B, I),
        ("limit-widened", I, B),
    ),
    (
        {"type": "array"},
        {"type": "array", "uniqueItems": True},
        "",
        ("limit-narrowed", B, I),
        ("limit-widened", I, B),
    ),
    (WHOLE, {**WHOLE, "multipleOf": 2}, "", ("limit-narrowed", B, I), ("limit-widened", I, B)),
    (
        {**WHOLE, "multipleOf": 2},
        {**WHOLE, "multipleOf": 6},
        "",
        ("limit-narrowed", B, I),
        ("limit-widened", I, B),
    ),
    (
        {**WHOLE, "multipleOf": 2},
        {**WHOLE, "multipleOf": 3},
        "",
        ("limit-changed", B, B),
        ("limit-changed", B, B),
    ),
    (TEXT, {**TEXT, "pattern": "a"}, "", ("pattern-added", B, I), ("pattern-removed", I, W)),
    ({**TEXT, "pattern": "b"}, {**TEXT, "pattern": "a"}, "", ("pattern-changed", W, W), ("pattern-changed", W, W)),
    ({"type": "array", "items": TEXT}, {"type": "array"}, "[]", ("type-widened", I, B), ("type-narrowed", B, I)),
    (
        {"type": "array", "items": thing(a=TEXT)},
        {"type": "array", "items": thing()},
        "[].a",
        ("property-removed", B, B),
        ("property-added", I, I),
    ),
    (
        {"type": "array", "prefixItems": [TEXT, TEXT]},
        {"type": "array", "prefixItems": [TEXT]},
        "",
        ("type-changed", B, B),
        ("type-changed", B, B),
    ),
    (
        {"type": "array", "prefixItems": [TEXT, TEXT]},
        {"type": "array", "prefixItems": [TEXT, WHOLE]},
        "[1]",
        ("type-changed", B, B),
        ("type-changed", B, B),
    ),
    (
        {"allOf": [thing(a=TEXT), thing("b", b=TEXT)]},
        {"allOf": [thing(a=TEXT), thing(b=TEXT)]},
        ".b",
        ("property-became-optional", I, B),
        ("property-became-required", B, I),
    ),
]
IDS = [f"{forwards[0]}-{number}" for number, (*_rest, forwards, _backwards) in enumerate(CHANGES)]


def findings(old: Any, new: Any, side: Side, **components: Any) -> list[Finding]:
    return compare(carrying(old, side, **components), carrying(new, side, **components))


@pytest.mark.parametrize(("old", "new", "place", "forwards", "backwards"), CHANGES, ids=IDS)
@pytest.mark.parametrize("side", Side)
def test_a_change_is_told_with_its_level_and_place(
    old: Any, new: Any, place: str, forwards: Any, backwards: Any, side: Side
) -> None:
    top = "things_update.body" if side is Side.REQUEST else "things_update.200"
    for one, other, (rule, in_request, in_response) in ((old, new, forwards), (new, old, backwards)):
        [finding] = findings(one, other, side)
        level = in_request if side is Side.REQUEST else in_response
        assert (finding.rule, finding.level, finding.place) == (rule, level, f"{top}{place}")


def test_another_default_breaks_only_who_leaves_the_value_out_of_a_request() -> None:
    old, new = {**TEXT, "default": "a"}, {**TEXT, "default": "b"}

    assert [(one.rule, one.level) for one in findings(old, new, Side.REQUEST)] == [("default-changed", B)]
    assert findings(old, new, Side.RESPONSE) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"anyOf": [TEXT, NULL]}, {"type": ["string", "null"]}),
        ({"$ref": "#/components/schemas/Text"}, TEXT),
        ({"allOf": [{"$ref": "#/components/schemas/Text"}], "description": "A text"}, TEXT),
        ({"anyOf": [{"const": "a"}, {"enum": ["b"]}]}, {"enum": ["b", "a"]}),
        ({"anyOf": [TEXT, {"anyOf": [WHOLE, NULL]}]}, {"type": ["null", "string", "integer"]}),
        ({"oneOf": [block("a"), block("b")]}, {"anyOf": [block("b"), block("a")]}),
        (TEXT, {**TEXT, "title": "Text", "description": "Any", "examples": ["a"]}),
    ],
)
def test_what_is_only_written_differently_is_no_change(old: Any, new: Any) -> None:
    for side in Side:
        assert findings(old, new, side, Text=TEXT) == []
        assert findings(new, old, side, Text=TEXT) == []


def with_component(side: Side, schema: Any, **components: Any) -> dict[str, Any]:
    return carrying({"anyOf": [{"$ref": "#/components/schemas/P"}, NULL]}, side, P=schema, **components)


@pytest.mark.parametrize("side", Side)
def test_a_component_that_holds_itself_is_compared_once_and_named(side: Side) -> None:
    old = {**PARENT, "properties": {**PARENT["properties"], "name": TEXT}}

    [finding] = compare(with_component(side, old), with_component(side, PARENT))

    assert (finding.rule, finding.place) == ("property-removed", "P.name")


def test_a_component_in_requests_and_responses_is_compared_for_both() -> None:
    def document(schema: Any) -> dict[str, Any]:
        content = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/P"}}}}
        parts = {"requestBody": content, "responses": {"200": content}}
        return {"paths": {"/things/": {"put": parts}}, "components": {"schemas": {"P": schema}}}

    found = compare(document(thing(a=TEXT)), document(thing("a", a=TEXT)))

    assert {(one.place, one.level) for one in found} == {("P.a", B), ("P.a", I)}


def test_another_name_of_a_component_is_no_change() -> None:
    old = carrying({"$ref": "#/components/schemas/Old"}, "response", Old=PARENT | {"properties": {"a": TEXT}})
    new = carrying({"$ref": "#/components/schemas/New"}, "response", New=PARENT | {"properties": {"a": TEXT}})

    assert compare(old, new) == []


def blocks(side: Side, mapping: dict[str, str], **components: Any) -> dict[str, Any]:
    pointers = {tag: f"#/components/schemas/{name}" for tag, name in mapping.items()}
    schema = {
        "oneOf": [{"$ref": pointer} for pointer in pointers.values()],
        "discriminator": {"propertyName": "type", "mapping": pointers},
    }
    return carrying(schema, side, **components)


def test_members_of_a_union_are_found_by_what_tells_them_apart() -> None:
    old = blocks(Side.RESPONSE, {"a": "A", "b": "B"}, A=block("a"), B=block("b"))
    new = blocks(Side.RESPONSE, {"b": "Other", "c": "A"}, A=block("c"), Other=thing("type", type={"const": "b"}))

    found = {(one.rule, one.place, one.level) for one in compare(old, new)}

    assert found == {
        ("property-removed", "B.value", B),
        ("union-member-removed", "things_update.200", I),
        ("union-member-added", "things_update.200", W),
    }
