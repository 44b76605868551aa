"""ETags: what has not changed is not sent again, and a match tells nobody what they may not see."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import APIToken, PageViewRestriction

from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

VERSIONS = pytest.mark.parametrize("version", ["v2", "v3"])


@pytest.fixture
def page() -> Any:
    return ContentPageFactory(title="Kept")


def etag_of(version: str, page: Any) -> str:
    tag: str = ApiClient(version).get(f"pages/{page.pk}/")["ETag"]
    return tag


@VERSIONS
def test_what_has_not_changed_is_not_sent_again(version: str, page: Any) -> None:
    response = ApiClient(version, **{"If-None-Match": etag_of(version, page)}).get(f"pages/{page.pk}/")

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == etag_of(version, page)


@VERSIONS
def test_what_has_changed_is_sent(version: str, page: Any) -> None:
    before = etag_of(version, page)
    page.title = "Changed"
    page.save_revision().publish()

    response = ApiClient(version, **{"If-None-Match": before}).get(f"pages/{page.pk}/")

    assert response.status_code == 200
    assert response.json()["title"] == "Changed"
    assert response["ETag"] != before


@VERSIONS
@pytest.mark.parametrize("condition", ["its ETag", "*"])
def test_a_match_tells_nothing_of_a_page_that_became_private(version: str, page: Any, condition: str) -> None:
    tag = etag_of(version, page) if condition == "its ETag" else condition
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="sesame")

    for name in ("If-None-Match", "If-Match"):
        response = ApiClient(version, **{name: tag}).get(f"pages/{page.pk}/")
        plain = ApiClient(version).get(f"pages/{page.pk}/")
        assert (response.status_code, response.content) == (plain.status_code, plain.content)
        assert response.status_code in (401, 404)
        assert "ETag" not in response


def test_an_answer_to_a_token_has_an_etag_that_nobody_stores(page: Any) -> None:
    _token, secret = APIToken.create_token(user=PersonFactory(), name="tests")
    client = ApiClient("v3", Authorization=f"Bearer {secret}")

    response = client.get(f"pages/{page.pk}/")

    assert response["ETag"].startswith('"')
    assert response["Cache-Control"] == "private, no-store"
    client.headers["If-None-Match"] = response["ETag"]
    assert client.get(f"pages/{page.pk}/").status_code == 304


def test_a_condition_that_is_not_met_is_a_problem(page: Any) -> None:
    response = ApiClient("v3", **{"If-Match": '"another"'}).get(f"pages/{page.pk}/")

    assert response.status_code == 412
    assert response["Content-Type"] == "application/problem+json"


def test_head_gives_the_etag_of_get(page: Any) -> None:
    response = Client().head(f"/api/v3/pages/{page.pk}/", headers={"Host": "localhost:8000"})

    assert response["ETag"] == etag_of("v3", page)
