"""The OpenAPI document of version 3, and that it loads nothing from another company."""

from typing import Any

import pytest
from rest_framework import serializers
from wagtail.api import APIField
from wagtail.api.v3.api import api as wagtails
from wagtail.models import Page, get_page_models

from blocks.recipes import image_recipes
from blocks.registry import SECTION, registrations
from blocks.rich_text import usual_features
from cms.api.v3.generator import public_generator
from cms.api.v3.registration import read_schema
from cms.errors import ConfigurationError
from cms.plugins.testing.client import ApiClient
from pages.models import ContentPage

pytestmark = pytest.mark.django_db

READING = {
    "/api/v3/pages/",
    "/api/v3/pages/find/",
    "/api/v3/pages/{page_id}/",
    "/api/v3/images/",
    "/api/v3/images/{image_id}/",
    "/api/v3/documents/",
    "/api/v3/documents/{document_id}/",
    "/api/v3/redirects/",
    "/api/v3/redirects/find/",
    "/api/v3/redirects/{redirect_id}/",
    "/api/v3/forms/{form_id}/",
    "/api/v3/sites/",
    "/api/v3/sites/{site_id}/",
    "/api/v3/resolve/",
    "/api/v3/navigation/",
    "/api/v3/settings/",
    "/api/v3/schema/",
    "/api/v3/whoami/",
}


@pytest.fixture
def document() -> Any:
    return ApiClient("v3").json("openapi.json")


def test_the_document_is_there(document: Any) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["info"]["title"] == "Digital Skills CMS"
    assert set(document["paths"]) >= READING


def test_every_page_type_has_a_schema_with_all_of_its_fields(document: Any) -> None:
    schemas = document["components"]["schemas"]

    for model in get_page_models():
        if model is not Page:
            assert {field.name for field in model.api_fields} <= set(schemas[model.__name__]["properties"])


def test_relations_are_typed(document: Any) -> None:
    properties = document["components"]["schemas"]["ProgramPage"]["properties"]

    assert properties["social_image"]["anyOf"][0] == {"$ref": "#/components/schemas/ImageReference"}
    assert properties["starts"]["anyOf"][0] == {"$ref": "#/components/schemas/PartialDateData"}
    assert properties["partners"]["items"] == {"$ref": "#/components/schemas/ProgramPartnerData"}


def test_every_property_of_a_page_is_required_and_null_only_where_it_can_be(document: Any) -> None:
    schema = document["components"]["schemas"]["ProgramPage"]

    assert set(schema["required"]) == set(schema["properties"])
    assert schema["properties"]["lede"]["type"] == "string"
    assert {"type": "null"} in schema["properties"]["next_review_date"]["anyOf"]
    assert schema["properties"]["status"] == {"$ref": "#/components/schemas/ProgramStatus"}
    assert schema["properties"]["how_to_apply"]["x-rich-text-features"] == usual_features()


def test_a_body_is_a_union_of_its_blocks(document: Any) -> None:
    schemas = document["components"]["schemas"]

    assert schemas["ProgramPage"]["properties"]["body"]["items"] == {"$ref": "#/components/schemas/BodyBlock"}
    assert set(schemas["BodyBlock"]["discriminator"]["mapping"]) == {
        SECTION,
        *(entry.name for entry in registrations()),
    }
    assert schemas["CalloutTone"]["enum"] == ["note", "important", "warning", "success"]


class UntypedSerializer(serializers.Field[Any, Any, Any, Any]):
    def to_representation(self, value):  # type: ignore[no-untyped-def]  # what is tested
        return value


class OpenSerializer(serializers.Field[Any, Any, Any, Any]):
    def to_representation(self, value: str) -> list[dict[str, Any]]:
        return [{"text": value}]


@pytest.mark.parametrize(
    "field",
    [
        APIField("lede", serializer=UntypedSerializer()),
        APIField("lede", serializer=OpenSerializer()),
        APIField("untyped"),
    ],
    ids=["serializer", "open serializer", "property"],
)
def test_a_field_without_a_type_stops_the_start_with_its_name(field: APIField, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContentPage, "untyped", property(lambda self: 1), raising=False)
    monkeypatch.setattr(ContentPage, "api_fields", [*ContentPage.api_fields, field])

    with pytest.raises(ConfigurationError, match=rf"pages.ContentPage.api_fields: '{field.name}' has no type"):
        read_schema(public_generator(), ContentPage)


@pytest.mark.parametrize("schema", ["ImageReference", "ImageSchema"])
def test_an_image_has_a_rendition_for_each_recipe(document: Any, schema: str) -> None:
    renditions = document["components"]["schemas"][schema]["properties"]["renditions"]
    renditions = next((choice for choice in renditions.get("anyOf", ()) if choice["type"] == "object"), renditions)

    assert renditions["required"] == list(renditions["properties"]) == list(image_recipes())
    assert renditions["additionalProperties"] is False
    assert renditions["properties"]["card"] == {"$ref": "#/components/schemas/RenditionReference"}


def test_every_operation_has_an_id_of_its_own(document: Any) -> None:
    ids = [
        (operation["operationId"], path)
        for path, operations in document["paths"].items()
        for operation in operations.values()
    ]

    assert len({name for name, _path in ids}) == len(ids)


def test_sending_a_form_is_documented_with_its_types_and_problems(document: Any) -> None:
    operation = document["paths"]["/api/v3/forms/{form_id}/submissions/"]["post"]
    answers = document["components"]["schemas"]["FormSubmissionData"]["properties"]["fields"]["additionalProperties"]

    assert {value["type"] for value in answers["anyOf"]} == {"string", "boolean", "integer", "number", "array", "null"}
    assert "Idempotency-Key" in {parameter["name"] for parameter in operation["parameters"]}
    assert {"201", "404", "413", "422", "429"} <= set(operation["responses"])
    assert "Retry-After" in operation["responses"]["429"]["headers"]


def test_all_that_wagtail_mounts_is_mounted(document: Any) -> None:
    """Wagtail's own apps add routers to Wagtail's own instance: ours must not fall behind an upgrade."""
    assert set(document["paths"]) >= set(wagtails.get_openapi_schema(path_prefix="/api/v3/")["paths"])


def test_there_is_no_page_that_loads_scripts_from_elsewhere() -> None:
    assert ApiClient("v3").get("docs/").status_code == 404
