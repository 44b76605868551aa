"""No response of version 3 holds a value of which the document says nothing."""

from typing import Any

import pytest

from cms.api.contract.document import openapi_document
from tests.contract.untyped import untyped_places


def answering(schema: Any, **components: Any) -> dict[str, Any]:
    response = {"200": {"content": {"application/json": {"schema": schema}}}}
    return {"paths": {"/a/": {"get": {"responses": response}}}, "components": {"schemas": components}}


def test_every_value_in_a_response_has_a_type() -> None:
    assert untyped_places(openapi_document()) == set()


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({}, ""),
        ({"title": "Anything", "description": "Who knows"}, ""),
        ({"type": "object"}, ".*"),
        ({"type": "object", "additionalProperties": True}, ".*"),
        ({"type": "object", "additionalProperties": {}}, ".*"),
        ({"type": "object", "properties": {"a": {"title": "A"}}}, ".a"),
        ({"properties": {"a": {"type": "string"}}, "additionalProperties": True}, ".*"),
        ({"type": "array"}, "[]"),
        ({"type": ["array", "null"], "items": {}}, "[]"),
        ({"type": "array", "items": {"type": "array"}}, "[][]"),
        ({"type": "array", "prefixItems": [{"type": "string"}, {}]}, "[1]"),
        ({"anyOf": [{"type": "null"}, {"type": "object"}]}, ".*"),
        ({"oneOf": [{"type": "null"}, {}]}, ""),
        ({"type": "object", "additionalProperties": {"type": "array"}}, ".*[]"),
    ],
)
def test_a_value_without_a_type_is_found(schema: Any, place: str) -> None:
    assert untyped_places(answering(schema)) == {f"GET /a/ 200{place}"}
    assert untyped_places(answering({"$ref": "#/components/schemas/A"}, A=schema)) == {f"A{place}"}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string"},
        {"const": 1},
        {"enum": [1, "a"]},
        {"type": "object", "properties": {"a": {"type": "null"}}},
        {"type": "object", "properties": {}, "additionalProperties": False},
        {"type": "object", "additionalProperties": {"type": "integer"}},
        {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}},
        {"type": "array", "prefixItems": [{"type": "string"}], "items": False},
        {"$ref": "#/components/schemas/Tree"},
    ],
)
def test_a_value_with_a_type_is_none(schema: Any) -> None:
    tree = {"properties": {"children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}}

    assert untyped_places(answering(schema, Tree=tree)) == set()


def test_a_component_that_no_response_holds_is_passed_over() -> None:
    assert untyped_places(answering({"type": "string"}, Request={"type": "object"})) == set()
