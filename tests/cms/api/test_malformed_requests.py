"""Malformed requests are refused with a reason, in JSON, and never end in a server error."""

from typing import Any
from urllib.parse import quote

import pytest

from cms.plugins.testing.client import ApiClient
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ProgramPageFactory

pytestmark = pytest.mark.django_db

BIG = "9" * 30
LISTINGS = ["pages", "images", "documents", "redirects"]

REFUSED = [
    {"limit": "-1"},
    {"limit": "ten"},
    {"limit": "101"},
    {"limit": BIG},
    {"offset": "-1"},
    {"offset": str(2**63)},
    {"offset": BIG},
    {"offset": "٣"},
    {"order": "nothing"},
    {"order": "title; drop table"},
    {"order": "-"},
    {"nothing": "1"},
    {"title": "a\x00b"},
    {"a\x00b": "1"},
    {"title": "x" * 3000},
    {"id": BIG},
    {"id": "one"},
]

REFUSED_OF_PAGES = [
    {"type": "nothing.Nothing"},
    {"type": "pages"},
    {"type": "auth.Group"},
    {"type": "pages.ProgramPage", "practices": "one"},
    {"type": "pages.ProgramPage", "practices": BIG},
    {"type": "pages.ProgramPage", "practices": "-" + BIG},
    {"type": "pages.ProgramPage", "starts": "yesterday"},
    {"type": "pages.ProgramPage", "next_review_date": "yesterday"},
    {"type": "pages.ProgramPage", "body": "[]"},
    {"type": "pages.ProgramPage", "eligibility": "anyone"},
    {"type": "pages.ProgramPage", "order": "owner_organisation"},
    {"type": "pages.ProgramPage", "order": "body"},
    {"type": "pages.ProgramPage", "page_contacts": "1"},
    {"owner_id": "1"},
    {"path": "0001"},
    {"password": "x"},
    {"live": "false"},
    {"show_in_menus": "perhaps"},
    {"first_published_at": "yesterday"},
    {"child_of": "-1"},
    {"child_of": BIG},
    {"child_of": "nothing"},
    {"descendant_of": "1.5"},
    {"ancestor_of": "root"},
    {"translation_of": BIG},
    {"child_of": "root", "descendant_of": "root"},
    {"site": "localhost:http"},
    {"site": "localhost:999999"},
    {"site": "' or 1=1"},
    {"site": "\x00"},
    {"search": "x" * 100_000},
    {"search": "a\x00b"},
    {"search": "a", "search_operator": "nor"},
    {"order": "random", "offset": "3"},
]


@pytest.fixture(autouse=True)
def content() -> None:
    ProgramPageFactory(complete=True)
    ImageFactory()
    DocumentFactory()


def assert_refused(response: Any, status: set[int] | None = None) -> None:
    """The response is a client error that says why, in JSON."""
    assert response.status_code in (status or {400, 404, 422}), response.content
    assert response["Content-Type"] == "application/problem+json"
    answer = response.json()
    assert answer["status"] == response.status_code
    assert answer["detail"]


@pytest.mark.parametrize("parameters", REFUSED, ids=lambda parameters: quote(str(parameters))[:60])
def test_a_malformed_listing_is_refused(api: ApiClient, parameters: dict[str, str]) -> None:
    for listing in LISTINGS:
        assert_refused(api.get(f"{listing}/", **parameters), {400, 422})


@pytest.mark.parametrize("parameters", REFUSED_OF_PAGES, ids=lambda parameters: quote(str(parameters))[:60])
def test_a_malformed_listing_of_pages_is_refused(api: ApiClient, parameters: dict[str, str]) -> None:
    assert_refused(api.get("pages/", **parameters), {400, 422})


@pytest.mark.parametrize(
    "fields", ["(", "a(", "a((", "*,a", "(" * 400, "a(" * 400, "title,nothing", "alias_of(" * 4, "\x00"]
)
def test_malformed_fields_are_refused(v2: ApiClient, fields: str) -> None:
    for path in ("pages/", "images/", "documents/"):
        assert_refused(v2.get(path, fields=fields), {400})


@pytest.mark.parametrize("html_path", ["\x00", "/a\x00/", "x" * 5000])
def test_a_malformed_path_is_refused(api: ApiClient, html_path: str) -> None:
    for kind in ("pages", "redirects"):
        assert_refused(api.get(f"{kind}/find/", html_path=html_path))


@pytest.mark.parametrize("html_path", ["", "/", "//", "../..", "%", "%00", "/é/", "/\u202e/", "?a=b", "/a/" * 500])
def test_an_odd_path_is_no_server_error(api: ApiClient, html_path: str) -> None:
    for kind in ("pages", "redirects"):
        assert api.get(f"{kind}/find/", html_path=html_path).status_code in (302, 404)


@pytest.mark.parametrize("key", [BIG, "0", "abc", "1.5", "-1", "%00"])
def test_an_odd_key_is_not_found(api: ApiClient, key: str) -> None:
    for kind in LISTINGS:
        assert_refused(api.get(f"{kind}/{key}/"))


@pytest.mark.parametrize(
    "search", ["", " ", '"', "'", "*", "a AND", "NEAR(", "-", "a:b", "(", "\\", "é", "a" * 200, "^", "{}", "\u202e"]
)
def test_an_odd_search_is_no_server_error(api: ApiClient, search: str) -> None:
    for kind in ("pages", "images", "documents"):
        for operator in ("and", "or"):
            assert api.get(f"{kind}/", search=search, search_operator=operator).status_code == 200


def test_too_many_parameters_are_refused(api: ApiClient) -> None:
    assert_refused(api.get("images/", tags=[str(number) for number in range(100)]), {400})
    assert_refused(api.get("images/", tags=[str(number) for number in range(20)]), {400, 422})


@pytest.mark.parametrize("path", ["", "nothing/", "pages/1/nothing/", "nothing/1/"])
def test_an_unknown_address_is_not_found_in_json(api: ApiClient, path: str) -> None:
    assert_refused(api.get(path), {404})


def test_an_unknown_version_is_not_found_in_json() -> None:
    assert_refused(ApiClient("v9").get("pages/"), {404})


def test_an_address_without_its_slash_leads_to_the_one_with(api: ApiClient) -> None:
    response = api.get("pages", limit=3)

    assert response.status_code == 301
    assert response["Location"] == f"/api/{api.version}/pages/?limit=3"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_an_anonymous_caller_changes_nothing(api: ApiClient, method: str) -> None:
    response = getattr(api.client, method)(
        f"/api/{api.version}/pages/", "{}", content_type="application/json", headers={"Host": "localhost:8000"}
    )

    assert response.status_code in (401, 405)


def test_head_answers_as_get_without_content(api: ApiClient) -> None:
    for kind in LISTINGS:
        response = api.client.head(f"/api/{api.version}/{kind}/", headers={"Host": "localhost:8000"})
        assert response.status_code == 200
        assert response.content == b""


def test_options_says_what_a_caller_may_do(api: ApiClient) -> None:
    for kind in LISTINGS:
        response = api.client.options(f"/api/{api.version}/{kind}/", headers={"Host": "localhost:8000"})
        assert response.status_code in (200, 204)
        assert "GET" in response["Allow"]
