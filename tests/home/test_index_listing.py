"""What an index page lists, and how readers narrow the list."""

from typing import Any

import pytest
from wagtail.models import Page

from tests.factories.pages import (
    CommunityPageFactory,
    ContentPageFactory,
    IndexPageFactory,
    ProgramPageFactory,
    section,
)
from tests.factories.snippets import PracticeFactory
from tests.templates.html_rules import broken_rules
from tests.templates.reader import html_of, soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> Any:
    return IndexPageFactory(title="All", list_order="title")


def listed(page: Page, query: str = "") -> list[str]:
    return [title.get_text() for title in soup_of(page, query).select("#_listing ~ .cards .card__title")]


def test_it_lists_its_public_children_in_the_chosen_order(index: Any) -> None:
    for title in ("Coaching", "Agile", "Bridge"):
        ContentPageFactory(title=title, parent=index)
    ContentPageFactory(title="Draft", parent=index, live=False)

    assert listed(index) == ["Agile", "Bridge", "Coaching"]


def test_it_lists_the_chosen_types(index: Any) -> None:
    ContentPageFactory(title="Guide", parent=index)
    ProgramPageFactory(title="Program", parent=index)
    index.refresh_from_db()
    index.list_types = ["pages.ProgramPage"]
    index.save()

    assert listed(index) == ["Program"]


def test_it_passes_over_a_type_that_is_not_installed_any_more(index: Any) -> None:
    ContentPageFactory(title="Guide", parent=index)
    for stored, shown in ((["gone.GonePage", "pages.ContentPage"], ["Guide"]), (["gone.GonePage"], [])):
        type(index).objects.filter(pk=index.pk).update(list_types=stored)
        assert listed(type(index).objects.get(pk=index.pk)) == shown


def test_readers_narrow_the_list_by_the_offered_filters(index: Any) -> None:
    research, design = PracticeFactory(name="Research"), PracticeFactory(name="Design")
    ProgramPageFactory(title="One", parent=index, status="open", practices=[research])
    ProgramPageFactory(title="Two", parent=index, status="closed", practices=[research, design])
    CommunityPageFactory(title="Three", parent=index, practice=design)
    index.refresh_from_db()
    index.list_filters = ["practice", "status"]
    index.save()

    assert listed(index) == ["One", "Three", "Two"]
    assert listed(index, "?practice=design") == ["Three", "Two"]
    assert listed(index, "?practice=design&status=closed") == ["Two"]
    assert listed(index, "?practice=no-such") == ["One", "Three", "Two"]
    assert broken_rules(html_of(index, "?practice=design")) == []


def test_a_filter_that_is_not_offered_does_nothing(index: Any) -> None:
    ProgramPageFactory(title="One", parent=index, status="open")
    ProgramPageFactory(title="Two", parent=index, status="closed")

    assert listed(index, "?status=closed") == ["One", "Two"]


def test_a_long_list_goes_on_to_further_pages(index: Any) -> None:
    for number in range(25):
        ContentPageFactory(title=f"Page {number:02}", parent=index)

    assert len(listed(index)) == 24
    assert listed(index, "?page=2") == ["Page 24"]
    assert listed(index, "?page=nonsense")[0] == "Page 00"
    assert broken_rules(html_of(index)) == []


def test_a_listing_that_the_editor_placed_is_not_repeated(index: Any) -> None:
    ContentPageFactory(title="Guide", parent=index)
    index.refresh_from_db()
    listing = {"source": "children", "page_type": "", "parent": index.pk, "pages": [], "order": "tree"}
    index.body = index._meta.get_field("body").to_python([section("Guides", {"type": "listing", "value": listing})])
    index.save()

    assert [title.get_text() for title in soup_of(index).select(".card__title")] == ["Guide"]
    assert listed(index) == []
