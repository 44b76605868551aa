"""``/api/v3/schema/{type}/`` says of each type what its operations take, and no less strictly."""

from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ProgramPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


def fits(schema: dict[str, Any], sent: dict[str, Any]) -> bool:
    return Draft202012Validator(schema).is_valid(sent)


def test_the_source_of_a_page_fits_what_is_said_of_its_type(caller: ApiClient) -> None:
    page = ProgramPageFactory(complete=True)
    schemas = caller.json("schema/pages.ProgramPage/")
    source = caller.json(f"pages/{page.pk}/source/")
    new = {**source, "meta": {"type": "pages.ProgramPage", "parent_id": page.get_parent().pk}}

    Draft202012Validator(schemas["read"]).validate(caller.json(f"pages/{page.pk}/"))
    Draft202012Validator(schemas["patch"]).validate(source)
    Draft202012Validator(schemas["create"]).validate(new)
    assert not fits(schemas["patch"], {"colour": "red"})
    assert not fits(schemas["create"], {**new, "body": [{"type": "chart", "value": {}}]})


def test_what_is_no_page_is_as_strict(caller: ApiClient) -> None:
    schemas = caller.json("schema/pages.Practice/")

    assert fits(schemas["create"], {"name": "Design"})
    assert not fits(schemas["create"], {"name": "Design", "colour": "red"})
    assert not fits(schemas["patch"], {"colour": "red"})


def test_every_type_that_is_listed_has_its_schemas(caller: ApiClient) -> None:
    for entry in caller.json("schema/")["types"]:
        schemas = caller.json(f"schema/{entry['name']}/")
        assert schemas["read"]["properties"], entry
    assert caller.json("schema/wagtailcore.Page/")["create"] == {"description": "Not available."}
    assert caller.get("schema/nothing.Here/").status_code == 404
