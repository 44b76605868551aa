"""A page can be read in the form in which it is sent, and sent back as it was read."""

import json
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator
from wagtail.models import Page

from cms.api.scopes import Scope
from cms.api.v3.api import api
from cms.plugins.testing.client import ApiClient
from tests.factories.pages import (
    CommunityPageFactory,
    ContentPageFactory,
    FormPageFactory,
    IndexPageFactory,
    PilotPageFactory,
    ProgramPageFactory,
)
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.sites import default_home
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db

PAGE_TYPES: dict[str, Any] = {
    "home": default_home,
    "community": lambda: CommunityPageFactory(complete=True),
    "content": lambda: ContentPageFactory(complete=True),
    "form": lambda: FormPageFactory(complete=True),
    "index": lambda: IndexPageFactory(complete=True),
    "pilot": lambda: PilotPageFactory(complete=True),
    "program": lambda: ProgramPageFactory(complete=True),
}
#: Of a draft: when it was saved, and what a save makes anew.
OF_THE_SAVE = {"latest_revision", "latest_revision_created_at", "has_unpublished_changes", "last_published_at"}


@pytest.fixture
def caller() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


def content_of(page: Page) -> dict[str, Any]:
    """The latest draft as it is stored."""
    content = Page.objects.get(pk=page.pk).get_latest_revision().content
    kept = {name: value for name, value in content.items() if name not in OF_THE_SAVE}
    return {**kept, "body": json.loads(kept["body"])}


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_what_was_read_can_be_sent_back_and_changes_nothing(caller: ApiClient, name: str) -> None:
    page = PAGE_TYPES[name]()
    page.save_revision()
    before = content_of(page)
    source = caller.json(f"pages/{page.pk}/source/")

    response = caller.send("patch", f"pages/{page.pk}/", **source)

    assert response.status_code == 200, response.content
    assert content_of(page) == before
    assert caller.json(f"pages/{page.pk}/source/") == source


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_what_was_read_is_valid_for_a_publication(caller: ApiClient, name: str) -> None:
    page = PAGE_TYPES[name]()
    source = caller.json(f"pages/{page.pk}/source/")
    source["meta"]["action"] = "publish"

    response = caller.send("patch", f"pages/{page.pk}/", **source)

    assert response.status_code == 200, response.content
    assert Page.objects.get(pk=page.pk).has_unpublished_changes is False


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_what_was_read_makes_another_page(caller: ApiClient, name: str) -> None:
    page = PAGE_TYPES[name]()
    parent = Page.get_first_root_node() if name == "home" else default_home()
    source = caller.json(f"pages/{page.pk}/source/")
    source["meta"]["parent_id"] = parent.pk
    source["slug"] = "another"

    response = caller.send("post", "pages/", **source)

    assert response.status_code == 201, response.content
    made = caller.json(f"pages/{response.json()['id']}/source/")
    assert without_ids(made) == without_ids({**source, "meta": made["meta"]})
    assert Page.objects.get(pk=response.json()["id"]).live is False


def without_ids(source: Any) -> Any:
    if isinstance(source, dict):
        return {name: without_ids(value) for name, value in source.items() if name != "id"}
    return [without_ids(each) for each in source] if isinstance(source, list) else source


def test_the_source_fits_what_the_document_says_can_be_sent(caller: ApiClient) -> None:
    document = api.get_openapi_schema(path_prefix="/api/v3/")
    page = ProgramPageFactory(complete=True)
    source = caller.json(f"pages/{page.pk}/source/")
    schema = {"$ref": "#/components/schemas/ProgramPagePatchSchema", "components": document["components"]}

    Draft202012Validator(json.loads(json.dumps(schema, default=str))).validate(source)

    assert source["starts"] == "2018-38"
    assert source["streams"][0]["title"] == "Coaching"


def test_the_etag_of_the_source_holds_for_a_write(caller: ApiClient) -> None:
    page = ContentPageFactory(complete=True)
    tag = caller.get(f"pages/{page.pk}/source/")["ETag"]
    caller.headers["If-Match"] = tag

    first = caller.send("patch", f"pages/{page.pk}/", title="First")
    second = caller.send("patch", f"pages/{page.pk}/", title="Second")

    assert (first.status_code, second.status_code) == (200, 412)
    assert content_of(page)["title"] == "First"


def test_the_source_is_for_those_who_may_change_the_page() -> None:
    page = ContentPageFactory()
    stranger = caller_with_token(PersonFactory(), *EVERY_SCOPE)
    reader = caller_with_token(AdministratorFactory(), Scope.WRITE)

    assert stranger.get(f"pages/{page.pk}/source/").status_code == 404
    assert reader.get(f"pages/{page.pk}/source/").status_code == 403
    assert ApiClient("v3").get(f"pages/{page.pk}/source/").status_code == 401
