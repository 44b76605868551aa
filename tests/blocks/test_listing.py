"""Page listings."""

import datetime
from typing import Any

import pytest
from wagtail.models import Page, PageViewRestriction

from blocks.listing import page_type_choices
from tests.blocks.bodies import errors_of, in_api, in_html
from tests.factories.pages import ContentPageFactory, IndexPageFactory, ProgramPageFactory
from tests.factories.sites import SiteFactory

pytestmark = pytest.mark.django_db


def listing(**fields: Any) -> dict[str, Any]:
    usual = {"source": "children", "page_type": "", "parent": None, "pages": [], "order": "tree", "limit": 12}
    return {**usual, **fields}


def titles(**fields: Any) -> list[str]:
    return [item["title"] for item in in_api("listing", listing(**fields))["items"]]


@pytest.fixture
def index() -> Page:
    index = IndexPageFactory(title="Programs")
    for day, title in ((2, "Beta"), (3, "Alpha"), (1, "Gamma")):
        published = datetime.datetime(2024, 1, day, tzinfo=datetime.UTC)
        page = ProgramPageFactory(parent=index, title=title, summary=f"About {title}")
        Page.objects.filter(pk=page.pk).update(first_published_at=published)
    return index


def test_the_children_of_a_page_are_cards(index: Page) -> None:
    representation = in_api("listing", listing(parent=index.pk))

    assert representation["source"] == "children"
    assert [(item["title"], item["summary"], item["type"]) for item in representation["items"]] == [
        ("Beta", "About Beta", "pages.ProgramPage"),
        ("Alpha", "About Alpha", "pages.ProgramPage"),
        ("Gamma", "About Gamma", "pages.ProgramPage"),
    ]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("tree", ["Beta", "Alpha", "Gamma"]),
        ("title", ["Alpha", "Beta", "Gamma"]),
        ("newest", ["Alpha", "Beta", "Gamma"]),
        ("unheard of", ["Beta", "Alpha", "Gamma"]),
    ],
)
def test_the_order_is_the_editors_choice(index: Page, order: str, expected: list[str]) -> None:
    if order == "newest":
        Page.objects.filter(title="Gamma").update(first_published_at=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC))
        expected = ["Gamma", "Alpha", "Beta"]

    assert titles(parent=index.pk, order=order) == expected


@pytest.mark.parametrize(("limit", "expected"), [(1, 1), (2, 2), (None, 3), (10**6, 3), (-5, 1), (0, 3)])
def test_the_limit_is_bound(index: Page, limit: int | None, expected: int) -> None:
    assert len(titles(parent=index.pk, limit=limit)) == expected


def test_hidden_pages_are_not_listed_and_do_not_count(index: Page) -> None:
    draft = Page.objects.get(title="Beta")
    draft.unpublish()
    PageViewRestriction.objects.create(page=Page.objects.get(title="Alpha"), restriction_type="password", password="x")

    assert titles(parent=index.pk, limit=1) == ["Gamma"]


def test_all_pages_of_a_type_are_listed_wherever_they_are(index: Page) -> None:
    elsewhere = SiteFactory()
    ProgramPageFactory(parent=elsewhere.root_page, title="Elsewhere")
    ContentPageFactory(title="No program")

    assert set(titles(source="type", page_type="pages.ProgramPage")) == {"Alpha", "Beta", "Gamma", "Elsewhere"}
    assert set(titles(source="type", page_type="pages.ProgramPage", parent=index.pk)) == {"Alpha", "Beta", "Gamma"}


@pytest.mark.parametrize("page_type", ["", None, "removed.GlossaryPage", "pages", "pages.Nothing"])
def test_a_type_that_is_not_installed_lists_nothing(index: Page, page_type: str | None) -> None:
    assert titles(source="type", page_type=page_type) == []


def test_chosen_pages_keep_their_order_and_lose_what_is_hidden(index: Page) -> None:
    pages = dict(Page.objects.child_of(index).values_list("title", "pk"))
    draft = ContentPageFactory(title="Draft", live=False)

    chosen = [pages["Gamma"], draft.pk, 10**6, pages["Alpha"]]

    assert titles(source="chosen", pages=chosen) == ["Gamma", "Alpha"]
    assert titles(source="chosen", pages=chosen, limit=1) == ["Gamma"]


def test_a_listing_is_shown_as_cards_with_links(index: Page) -> None:
    html = in_html("listing", listing(parent=index.pk, limit=2))

    assert [(link.get_text(), link["href"]) for link in html.select("ul.listing h2 a")] == [
        ("Beta", "/programs/beta/"),
        ("Alpha", "/programs/alpha/"),
    ]


def test_an_empty_listing_shows_nothing() -> None:
    assert in_html("listing", listing()).get_text(strip=True) == ""


@pytest.mark.parametrize(("source", "needed"), [("children", "parent"), ("type", "page_type"), ("chosen", "pages")])
def test_each_source_needs_its_field(source: str, needed: str) -> None:
    assert list(errors_of("listing", listing(source=source))["blockErrors"]) == [needed]
    assert errors_of("listing", listing(source=source), draft=True) is None


@pytest.mark.parametrize("limit", [0, 51])
def test_a_limit_out_of_bounds_is_refused(index: Page, limit: int) -> None:
    assert list(errors_of("listing", listing(parent=index.pk, limit=limit))["blockErrors"]) == ["limit"]


def test_the_page_types_are_those_that_editors_can_create() -> None:
    choices = dict(page_type_choices())

    assert {"pages.ProgramPage", "pages.PilotPage", "pages.CommunityPage", "home.HomePage"} <= set(choices)
    assert "wagtailcore.Page" not in choices
