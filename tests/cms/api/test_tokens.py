"""API tokens: what they open, and that what they open is kept by nobody."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.api.scopes import Scope
from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory, IndexPageFactory
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


def test_an_answer_to_a_token_is_kept_by_nobody(administrator: ApiClient) -> None:
    page = ContentPageFactory()

    for path in (f"pages/{page.pk}/", "pages/", "pages/987654/", "whoami/"):
        response = administrator.get(path)
        assert response["Cache-Control"] == "private, no-store", path
        assert "authorization" in response["Vary"].lower(), path


@pytest.mark.parametrize("credential", ["Bearer nonsense", "Basic YTpi", "x", "Bearer ", "Bearer wagtail_", "Bearer é"])
@pytest.mark.parametrize("path", ["pages/", "whoami/", "openapi.json", "nothing/"])
def test_a_credential_that_is_none_is_refused_everywhere(credential: str, path: str) -> None:
    response = ApiClient("v3", Authorization=credential).get(path)

    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response["Cache-Control"] == "private, no-store"
    assert "authorization" in response["Vary"].lower()


def test_the_addresses_of_plugins_read_tokens() -> None:
    response = ApiClient("of-a-plugin", Authorization="Bearer nonsense").get("")

    assert response.status_code == 401
    assert "authorization" in ApiClient("of-a-plugin").get("")["Vary"].lower()


@pytest.mark.parametrize("credential", ["Bearer nonsense", "Basic YTpi", "x"])
def test_version_2_reads_no_tokens(credential: str) -> None:
    page = ContentPageFactory(live=False)
    api = ApiClient("v2", Authorization=credential)

    response = api.get("pages/")

    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert page.pk not in api.ids("pages/")


def test_a_token_of_version_3_opens_nothing_in_version_2() -> None:
    credential = caller_with_token(AdministratorFactory(), *EVERY_SCOPE).headers
    hidden = ContentPageFactory(live=False)
    members = ContentPageFactory()
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
    api = ApiClient("v2", **credential)

    for page in (hidden, members):
        assert api.get(f"pages/{page.pk}/").status_code == 404


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_an_anonymous_answer_says_that_a_token_makes_a_difference(version: str) -> None:
    response = ApiClient(version).get("pages/")

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


@pytest.mark.parametrize("scopes", [(), EVERY_SCOPE])
def test_a_token_of_somebody_without_permissions_reads_what_everybody_reads(scopes: tuple[Scope, ...]) -> None:
    page = ContentPageFactory(title="Live")
    page.title = "Draft"
    page.save_revision()
    hidden = ContentPageFactory(live=False)
    nobody = caller_with_token(PersonFactory(), *scopes)

    assert nobody.page(page)["title"] == "Live"
    assert nobody.ids("pages/") == ApiClient("v3").ids("pages/")
    assert hidden.pk not in nobody.ids("pages/")
    assert nobody.get(f"pages/{hidden.pk}/").status_code == 404
    assert nobody.get(f"pages/{page.pk}/", version="draft").status_code == (404 if scopes else 403)


@pytest.mark.parametrize("path", ["schema/", "whoami/", "snippets/pages.Contact/"])
def test_what_is_not_public_asks_for_a_token(path: str) -> None:
    response = ApiClient("v3").get(path)

    assert response.status_code == 401


def test_a_token_reads_the_schema_of_a_page_type(administrator: ApiClient) -> None:
    types = {entry["name"] for entry in administrator.json("schema/")["types"]}
    schema = administrator.json("schema/pages.PilotPage/")

    assert {"home.HomePage", "pages.PilotPage", "media.CustomImage"} <= types
    assert schema["read"]["properties"]["incorporated"]["anyOf"][0] == {"$ref": "#/$defs/PartialDateData"}


def test_a_token_reads_the_redirects_that_its_user_manages(administrator: ApiClient) -> None:
    redirect = Redirect.add_redirect("/old/", redirect_to=ContentPageFactory(live=False))

    assert administrator.ids("redirects/") == {redirect.pk}


def test_a_token_writes_what_its_user_may(administrator: ApiClient) -> None:
    parent = IndexPageFactory()

    call = administrator.send
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
