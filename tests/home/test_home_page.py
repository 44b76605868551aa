"""The home page: where it may stand, and what the API says of it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page

from home.models import FeaturedPage, HomePage
from pages.models import CommunityPage, ContentPage, FormPage, IndexPage, PilotPage, ProgramPage
from tests.factories.media import CollectionFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, section
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db

OURS = {CommunityPage, ContentPage, FormPage, IndexPage, PilotPage, ProgramPage}


def api(client: Client, version: str) -> dict[str, Any]:
    page = default_home()
    response = client.get(f"/api/{version}/pages/{page.pk}/?fields=*")
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def test_a_home_page_stands_under_the_root_only() -> None:
    assert HomePage.allowed_parent_page_models() == [Page]


def test_every_page_type_but_another_home_page_may_stand_below_it() -> None:
    allowed = set(HomePage.allowed_subpage_models())

    assert allowed >= OURS
    assert HomePage not in allowed


@pytest.fixture
def home() -> HomePage:
    page: HomePage = default_home()  # type: ignore[assignment]  # the default site's root is one
    page.hero_title = "Skills for all"
    page.hero_text = "Find training."
    page.hero_image = ImageFactory()
    page.body = page._meta.get_field("body").to_python([section("Where to start")])
    page.featured = [
        FeaturedPage(page=ContentPageFactory(title=title, live=live), sort_order=number)
        for number, (title, live) in enumerate(FEATURED)
    ]
    page.full_clean()
    page.save()
    return page


FEATURED = [("Second", True), ("First", True), ("Draft", False)]


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_the_api_gives_hero_featured_pages_and_sections(client: Client, home: HomePage, version: str) -> None:
    body = api(client, version)

    assert body["hero_title"] == "Skills for all"
    assert body["hero_text"] == "Find training."
    assert body["hero_image"]["alt"] == "Two people at a desk, drawing on paper"
    assert [reference["title"] for reference in body["featured"]] == ["Second", "First"]
    assert body["featured"][0]["type"] == "pages.ContentPage"
    assert [(block["type"], block["value"]["heading"]) for block in body["body"]] == [("section", "Where to start")]
    assert body["on_this_page"] == [{"heading": "Where to start", "anchor": "where-to-start", "level": 2}]


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_the_api_hides_a_hero_image_of_a_private_collection(client: Client, home: HomePage, version: str) -> None:
    private: Collection = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    home.hero_image.collection = private
    home.hero_image.save()

    assert api(client, version)["hero_image"] is None


def test_its_text_can_be_searched(home: HomePage) -> None:
    assert [page.pk for page in HomePage.objects.search("skills for all")] == [home.pk]
