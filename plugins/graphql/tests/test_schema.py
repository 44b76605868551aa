"""The schema is derived from the OpenAPI document: types of plugins appear, and names that meet agree."""

from copy import deepcopy
from typing import Any

import pytest
from graphql import GraphQLSchema, parse, validate

from cms.api.reading import openapi_document
from cms.errors import ConfigurationError
from digital_skills_graphql.schema.build import build
from everything import everything_of


@pytest.fixture(scope="module")
def document() -> Any:
    return openapi_document()


def type_of(schema: GraphQLSchema, name: str) -> Any:
    found = schema.get_type(name)
    assert found is not None, name
    return found


def with_page_type(document: Any, name: str, **properties: Any) -> Any:
    """The document with a further page type, as a plugin adds it."""
    made = deepcopy(document)
    components = made["components"]["schemas"]
    meta = deepcopy(components["ContentPageMetaSchema"])
    meta["properties"]["type"]["const"] = f"plugin.{name}"
    components[f"{name}MetaSchema"] = meta
    page = deepcopy(components["Page"])
    page["properties"] |= {"meta": {"$ref": f"#/components/schemas/{name}MetaSchema"}, **properties}
    page["required"] += list(properties)
    components[name] = page
    detail = made["paths"]["/api/v3/pages/{page_id}/"]["get"]["responses"]["200"]["content"]["application/json"]
    detail["schema"]["anyOf"][0]["oneOf"].append({"$ref": f"#/components/schemas/{name}"})
    return made


def test_every_page_type_is_a_page_and_every_block_a_block(document: Any) -> None:
    schema = build(document)

    pages = {made.name for made in schema.graphql.get_possible_types(type_of(schema.graphql, "Page"))}
    blocks = {made.name for made in schema.graphql.get_possible_types(type_of(schema.graphql, "Block"))}

    assert {"PlainPage", "HomePage", "IndexPage", "ContentPage", "ProgramPage", "CommunityPage", "PilotPage"} <= pages
    assert pages == set(schema.pages.values())
    assert {f"{block}Block" for block in ("Section", "RichText", "CallToAction", "Divider", "Listing")} <= blocks


def test_what_anybody_may_read_can_be_asked_for_and_nothing_else(document: Any) -> None:
    fields = set(build(document).query.fields)

    assert {"page", "pages", "resolve", "navigation", "settings", "image", "images", "document", "documents"} <= fields
    assert {"redirect", "redirects", "site", "sites", "form"} <= fields
    assert not {"whoami", "changes", "schema", "snippets", "pagesFind", "pagesRevisions"} & fields


def test_all_of_a_body_can_be_selected_in_one_query(document: Any) -> None:
    """No two fields that meet have types that GraphQL refuses to let meet."""
    schema = build(document).graphql

    for field, made in (
        ("page(id: 1)", "Page"),
        ('resolve(path: "/")', "ResolveAnswer"),
        ("settings", "PublicSiteSettings"),
    ):
        errors = validate(schema, parse(f"{{ {field} {{ {everything_of(schema, made)} }} }}"), max_errors=3)
        assert not errors, errors


def test_an_enumeration_that_page_types_differ_in_has_the_values_of_all(document: Any) -> None:
    schema = build(document).graphql

    assert str(type_of(schema, "ProgramPage").fields["status"].type) == "Status!"
    assert {"OPEN", "COMPLETE"} <= type_of(schema, "Status").values.keys()


def test_the_page_type_of_a_plugin_appears(document: Any) -> None:
    schema = build(with_page_type(document, "TermPage", meaning={"type": "string"}))

    made = type_of(schema.graphql, "TermPage")
    assert [each.name for each in made.interfaces] == ["Page"]
    assert str(made.fields["meaning"].type) == "String!"
    assert schema.pages["plugin.TermPage"] == "TermPage"


def test_a_field_that_may_be_null_in_one_page_type_may_be_in_all(document: Any) -> None:
    lede = {"anyOf": [{"type": "string"}, {"type": "null"}]}

    schema = build(with_page_type(document, "TermPage", lede=lede)).graphql

    assert {str(type_of(schema, name).fields["lede"].type) for name in ("TermPage", "ContentPage")} == {"String"}


def test_a_field_of_another_type_has_the_name_of_its_page_type(document: Any) -> None:
    schema = build(with_page_type(document, "TermPage", lede={"type": "array", "items": {"type": "integer"}})).graphql

    assert str(type_of(schema, "ContentPage").fields["lede"].type) == "String!"
    assert str(type_of(schema, "TermPage").fields["termPageLede"].type) == "[Int!]!"
    assert "lede" not in type_of(schema, "TermPage").fields


def test_two_properties_of_one_name_stop_the_start(document: Any) -> None:
    text = {"type": "string"}

    with pytest.raises(ConfigurationError, match="two properties of TermPage would be called aField"):
        build(with_page_type(document, "TermPage", a_field=text, aField=text))
