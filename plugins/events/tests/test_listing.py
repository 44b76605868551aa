"""The default rendering: an event with all it has, and an index with what is to come and what is over."""

import datetime
import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from digital_skills_events.models import EventSpeaker
from events_made import add_event, add_index, add_location, add_practice, other_site
from pages.models import FormPage

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2030, 3, 5, 8, 30, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def html_of(page: Any, query: str = "") -> str:
    answer = Client().get(f"{page.get_url_parts()[2]}{query}", headers={"Host": "localhost"})
    assert answer.status_code == 200
    html: str = answer.content.decode()
    return html


def listed(page: Any, query: str = "") -> list[str]:
    """The titles of the cards."""
    return re.findall(r'class="card__title"><a href="[^"]*">([^<]*)</a>', html_of(page, query))


def test_an_index_lists_what_is_to_come_and_behind_a_link_what_is_over() -> None:
    index = add_index()
    add_event(index, title="Past", start_date=date(2030, 3, 1))
    add_event(index, title="Next", start_date=date(2030, 3, 6))
    add_event(title="Not below", start_date=date(2030, 3, 6))

    assert listed(index) == ["Next"]
    assert 'href="?past=1#_listing"' in html_of(index)
    assert listed(index, "?past=1") == ["Past"]


def test_an_index_may_not_list_what_is_over() -> None:
    index = add_index(show_past=False)
    add_event(index, title="Past", start_date=date(2030, 3, 1))

    assert listed(index, "?past=1") == []
    assert "past=1" not in html_of(index)
    assert "Nothing is planned at the moment." in html_of(index)


def test_readers_narrow_the_list() -> None:
    index = add_index(list_filters=["kind", "practice", "location"])
    add_event(index, title="A", kind="talk", practices=[add_practice("Research")], locations=[add_location("Sydney")])
    add_event(index, title="B", kind="popup", practices=[add_practice("Design")], locations=[add_location("Canberra")])

    assert listed(index, "?kind=talk") == ["A"]
    assert listed(index, "?practice=design") == ["B"]
    assert listed(index, "?location=sydney&kind=popup") == []
    assert listed(index, "?kind=nonsense") == ["A", "B"]
    assert "_filter-audience" not in html_of(index)


def test_a_long_list_has_pages_that_keep_the_filters() -> None:
    index = add_index(list_filters=["kind"])
    add_event(index, title="Daily", kind="talk", start_date=date(2030, 3, 6), repeats="daily", repeat_times=30)
    add_event(index, title="Other", kind="popup", start_date=date(2030, 3, 6))

    assert len(listed(index)) == 24
    assert listed(index, "?kind=talk&page=2") == ["Daily"] * 6
    assert "?kind=talk&amp;page=2#_listing" in html_of(index, "?kind=talk")


def test_an_index_lists_only_what_is_public() -> None:
    index = add_index()
    closed = add_index(index, slug="closed")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=closed.pk), restriction_type="login")
    add_event(closed, title="Private")
    add_event(index, title="Draft", live=False)
    add_event(other_site().root_page, title="Elsewhere")

    html = html_of(index)

    assert [title for title in ("Private", "Draft", "Elsewhere") if title in html] == []


def test_an_event_is_told_to_search_engines_and_no_text_ends_the_script() -> None:
    page = add_event(
        title="</script><b>Show</b>",
        slug="show",
        kind="talk",
        status="postponed",
        attendance="both",
        online_url="https://meet.example.org/?a=1&b=2",
        locations=[add_location()],
        practices=[add_practice()],
        speakers=[EventSpeaker(name="Ada", role="Researcher", sort_order=0)],
        capacity=12,
        repeats="weekly",
        repeat_times=3,
        registration_url="https://register.example.org/",
    )

    html = html_of(page)
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data = json.loads(script)
    served = Client().get(f"/api/v3/pages/{page.pk}/", headers={"Host": "localhost"}).json()["structured_data"]

    assert {**data, "url": ""} == {**served, "url": ""}
    assert data["@type"] == "Event"
    assert data["name"] == page.title
    assert data["eventStatus"] == "https://schema.org/EventPostponed"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert data["startDate"] == "2030-03-05T18:00:00+11:00"
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert data["eventSchedule"]["repeatFrequency"] == "P1W"
    assert data["performer"] == [{"@type": "Person", "name": "Ada", "jobTitle": "Researcher"}]
    assert data["maximumAttendeeCapacity"] == 12


def test_nobody_registers_for_what_is_cancelled() -> None:
    page = add_event(registration_url="https://register.example.org/", status="cancelled", status_note="We are sorry.")

    html = html_of(page)

    assert 'class="button"' not in html
    assert "We are sorry." in html


def test_a_form_that_is_not_public_is_not_offered() -> None:
    page = add_event(slug="show")
    form = Page.objects.get(pk=page.pk).add_child(instance=FormPage(title="Register", slug="register", live=False))
    page.registration_page = form
    page.save()
    assert "/show/register/" not in html_of(page)
    assert "register" not in json.dumps(Client().get(f"/api/v3/pages/{page.pk}/", headers={"Host": "localhost"}).json())

    form.save_revision().publish()

    assert "/show/register/" in html_of(page)
