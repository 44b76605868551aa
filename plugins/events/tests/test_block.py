"""The block “Upcoming events”: typed, up to date, and only what is public on the site that is read."""

import datetime
import json
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blocks.field import every_sections_field
from cms.plugins.testing.client import ApiClient
from events_made import add_event, add_index, add_location, add_practice, home_page, other_site
from pages.models import CommunityPage, ContentPage

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2030, 3, 5, 8, 30, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def add_page(parent: Any = None, **value: Any) -> ContentPage:
    """A page whose body has nothing but the block, within a section."""
    block = {"type": "upcoming_events", "value": {"kind": "", "practice": None, "below": None, "limit": 5, **value}}
    section = {"heading": "Next", "level": "2", "anchor": "next", "content": [block]}
    page = ContentPage(title="With the block", body=json.dumps([{"type": "section", "value": section}]))
    added: ContentPage = Page.objects.get(pk=(parent or home_page()).pk).add_child(instance=page)
    return added


def shown(page: Any, version: str = "v3", **parameters: Any) -> list[str]:
    """The titles that the block of ``page`` shows in the API."""
    [section] = ApiClient(version).page(page, **parameters)["body"]
    [block] = section["value"]["content"]
    return [item["title"] for item in block["value"]["items"]]


def add(title: str, day: date = date(2030, 3, 6), **values: Any) -> Any:
    return add_event(title=title, start_date=day, **values)


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_what_comes_next_is_shown_the_soonest_first(version: str) -> None:
    add("Later", date(2030, 4, 1))
    add("Over", date(2030, 3, 5), start_time=time(17), end_time=time(19))
    add("Soon")

    assert shown(add_page(), version) == ["Soon", "Later"]


def test_the_block_is_offered_in_every_body() -> None:
    assert all("upcoming_events" in field.stream_block.child_blocks for field in every_sections_field())


def test_a_choice_narrows_down() -> None:
    research = add_practice()
    community = home_page().add_child(instance=CommunityPage(title="Community"))
    add("A", kind="talk")
    add("B", practices=[research])
    add("C", parent=community)

    assert shown(add_page(kind="talk")) == ["A"]
    assert shown(add_page(practice=research.pk)) == ["B"]
    assert shown(add_page(below=community.pk)) == ["C"]
    assert shown(add_page(limit=2)) == ["A", "B"]


def test_only_what_is_public_on_the_site_is_shown() -> None:
    two = other_site()
    closed = add_index(slug="closed")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=closed.pk), restriction_type="login")
    add("Private", parent=closed)
    add("Draft", live=False)
    add("Elsewhere", parent=two.root_page)
    add("Public")
    here, there = add_page(), add_page(two.root_page)

    assert shown(here) == shown(here, "v2") == ["Public"]
    assert shown(there, site="two.example.org") == ["Elsewhere"]
    assert shown(add_page(below=closed.pk)) == []
    assert shown(add_page(below=two.root_page.pk)) == []
    for page, host, title in ((here, "localhost", "Public"), (there, "two.example.org", "Elsewhere")):
        html = Client().get(page.get_url_parts()[2], headers={"Host": host}).content.decode()
        for each in ("Private", "Draft", "Elsewhere", "Public"):
            assert (each in html) == (each == title)


def test_the_template_says_when_and_where() -> None:
    add("Show", locations=[add_location()], status="postponed")
    page = add_page()

    html = Client().get(page.url, headers={"Host": "localhost"}).content.decode()

    assert (
        '<time datetime="2030-03-06T18:00:00+11:00">Wednesday 6 March 2030, 6\xa0p.m. to 8\xa0p.m. (AEDT)</time>'
        in html
    )
    assert "Sydney office" in html
    assert "Postponed" in html


def test_the_template_says_so_when_there_is_nothing() -> None:
    html = Client().get(add_page().url, headers={"Host": "localhost"}).content.decode()

    assert "Nothing is planned at the moment." in html


def test_a_block_costs_the_same_for_many_events_as_for_few(django_assert_max_num_queries: Any) -> None:
    page = add_page(limit=20)
    for number in range(12):
        add(f"Event {number}", practices=[add_practice(f"P{number}")], locations=[add_location(f"L{number}")])
    shown(page)

    with django_assert_max_num_queries(22):
        assert len(shown(page)) == 12
