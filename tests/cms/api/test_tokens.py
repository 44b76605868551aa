"""API tokens: what they open, and that what they open is kept by nobody."""

from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import APIToken, PageViewRestriction

from tests.clients import ApiClient
from tests.factories.pages import ContentPageFactory, IndexPageFactory
from tests.factories.people import AdministratorFactory, PersonFactory

pytestmark = pytest.mark.django_db


def caller(person: Any) -> ApiClient:
    """A caller with a token of ``person``."""
    _token, secret = APIToken.create_token(user=person, name="tests")
    return ApiClient("v3", Authorization=f"Bearer {secret}")


@pytest.fixture
def administrator() -> ApiClient:
    return caller(AdministratorFactory())


def test_an_answer_to_a_token_is_kept_by_nobody(administrator: ApiClient) -> None:
    page = ContentPageFactory()

    for path in (f"pages/{page.pk}/", "pages/", "pages/987654/", "whoami/"):
        response = administrator.get(path)
        assert response["Cache-Control"] == "private, no-store", path
        assert "authorization" in response["Vary"].lower(), path


@pytest.mark.parametrize("version", ["v2", "v3"])
@pytest.mark.parametrize("credential", ["Bearer nonsense", "Basic YTpi", "x"])
def test_an_answer_to_a_useless_credential_is_an_anonymous_one_kept_by_nobody(version: str, credential: str) -> None:
    page = ContentPageFactory(live=False)
    api = ApiClient(version, Authorization=credential)

    response = api.get("pages/")

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert page.pk not in api.ids("pages/")


def test_an_anonymous_answer_says_that_a_token_makes_a_difference() -> None:
    response = ApiClient("v3").get("pages/")

    assert "authorization" in response["Vary"].lower()
    assert "Cache-Control" not in response


def test_a_token_reads_the_drafts_that_its_user_works_on(administrator: ApiClient) -> None:
    page = ContentPageFactory(title="Live")
    page.title = "Draft"
    page.save_revision()
    unpublished = ContentPageFactory(title="Unpublished", live=False)

    assert administrator.page(page)["title"] == "Live"
    assert administrator.page(page, version="draft")["title"] == "Draft"
    assert administrator.page(unpublished)["title"] == "Unpublished"


def test_a_token_without_permissions_opens_nothing() -> None:
    hidden = ContentPageFactory(live=False)
    restricted = ContentPageFactory(title="Members")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    nobody = caller(PersonFactory())

    for page in (hidden, restricted):
        assert nobody.get(f"pages/{page.pk}/").status_code == 404
    assert nobody.get("sites/").status_code == 403
    assert nobody.get("schema/").status_code == 200  # what types there are; no content


def test_a_token_without_permissions_reads_what_everybody_reads_and_no_draft_of_it() -> None:
    page = ContentPageFactory(title="Live")
    page.title = "Draft"
    page.save_revision()
    hidden = ContentPageFactory(live=False)
    nobody = caller(PersonFactory())

    assert nobody.page(page)["title"] == "Live"
    assert nobody.ids("pages/") == ApiClient("v3").ids("pages/")
    assert hidden.pk not in nobody.ids("pages/")
    assert nobody.get(f"pages/{page.pk}/", version="draft").status_code == 404


@pytest.mark.parametrize("path", ["sites/", "schema/", "whoami/", "snippets/pages.Contact/"])
def test_what_is_not_public_asks_for_a_token(path: str) -> None:
    response = ApiClient("v3").get(path)

    assert response.status_code in (401, 422)  # 422: no such type of snippet


def test_a_token_reads_the_schema_of_a_page_type(administrator: ApiClient) -> None:
    types = {entry["name"] for entry in administrator.json("schema/")["types"]}
    schema = administrator.json("schema/pages.PilotPage/")

    assert {"home.HomePage", "pages.PilotPage", "media.CustomImage"} <= types
    assert schema["read"]["properties"]["incorporated"]["anyOf"][0] == {"$ref": "#/$defs/PartialDateData"}


def test_a_token_reads_the_sites_and_redirects_that_its_user_manages(administrator: ApiClient) -> None:
    redirect = Redirect.add_redirect("/old/", redirect_to=ContentPageFactory(live=False))

    assert [site["hostname"] for site in administrator.items("sites/")] == ["localhost"]
    assert administrator.ids("redirects/") == {redirect.pk}


def test_a_token_writes_what_its_user_may(administrator: ApiClient) -> None:
    parent = IndexPageFactory()

    def call(method: str, path: str, **content: Any) -> Any:
        return getattr(administrator.client, method)(
            f"/api/v3/{path}", content, content_type="application/json", headers=administrator.headers
        )

    created = call(
        "post",
        "pages/",
        title="Made by a program",
        meta={"type": "pages.ContentPage", "parent_id": parent.pk, "action": "publish"},
    )
    assert created.status_code == 201, created.content
    pk = created.json()["id"]
    assert ApiClient("v3").json(f"pages/{pk}/")["title"] == "Made by a program"
    assert call("patch", f"pages/{pk}/", title="Changed", meta={"action": "publish"}).status_code == 200
    assert ApiClient("v3").json(f"pages/{pk}/")["title"] == "Changed"
    assert len(administrator.items(f"pages/{pk}/revisions/")) == 2
    assert call("post", f"pages/{pk}/actions/unpublish/").status_code == 200
    assert ApiClient("v3").get(f"pages/{pk}/").status_code == 404
    assert call("delete", f"pages/{pk}/").status_code == 204
