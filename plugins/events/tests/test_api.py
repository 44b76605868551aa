"""``/api/v3/events/``: what takes place, told by time, filtered, bounded, and only what is public on the site."""

import datetime
from datetime import date, time
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.plugins.testing.client import ApiClient
from digital_skills_events.models import LeftOutDate
from events_made import add_event, add_index, add_location, add_practice, other_site

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2030, 3, 5, 8, 30, tzinfo=datetime.UTC)  # half past seven in the evening in Sydney


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def listed(**parameters: Any) -> list[str]:
    """The titles of the list, each with the day on which it takes place."""
    answer = ApiClient("v3").json("events/", **parameters)
    assert answer["count"] >= len(answer["items"])
    return [f"{item['title']} {item['starts'][5:10]}" for item in answer["items"]]


def add(title: str, day: date, **values: Any) -> Any:
    return add_event(title=title, start_date=day, **values)


def test_what_is_not_over_comes_the_soonest_first() -> None:
    add("Later", date(2030, 4, 1))
    add("Now", date(2030, 3, 5))  # until eight
    add("Over", date(2030, 3, 5), start_time=time(17), end_time=time(19))
    add("Soon", date(2030, 3, 6))

    assert listed() == listed(upcoming="true") == ["Now 03-05", "Soon 03-06", "Later 04-01"]
    assert listed(upcoming="false") == ["Over 03-05"]


def test_what_is_over_comes_the_latest_first_and_not_for_ever() -> None:
    add("Older", date(2030, 2, 1))
    add("Old", date(2030, 3, 1))
    add("Ancient", date(2028, 3, 1))

    assert listed(upcoming="false") == ["Old 03-01", "Older 02-01"]
    assert listed(upcoming="false", to="2028-12-31") == ["Ancient 03-01"]


def test_an_event_that_repeats_is_there_as_often_as_it_takes_place() -> None:
    add(
        "Weekly",
        date(2030, 2, 26),
        repeats="weekly",
        repeat_times=4,
        left_out_dates=[LeftOutDate(date=date(2030, 3, 12))],
    )

    assert listed() == ["Weekly 03-05", "Weekly 03-19"]
    assert listed(upcoming="false") == ["Weekly 02-26"]
    assert listed(**{"from": "2030-02-01"}) == ["Weekly 02-26", "Weekly 03-05", "Weekly 03-19"]
    assert listed(**{"from": "2030-03-01", "to": "2030-03-18"}) == ["Weekly 03-05"]


def test_days_are_those_on_the_calendar_of_the_place() -> None:
    add("Apia", date(2030, 3, 7), time_zone="Pacific/Apia")
    add("Honolulu", date(2030, 3, 7), time_zone="Pacific/Honolulu")

    assert listed(**{"from": "2030-03-07", "to": "2030-03-07"}) == ["Apia 03-07", "Honolulu 03-07"]
    assert listed(**{"from": "2030-03-08"}) == []


def test_an_item_says_what_a_list_shows() -> None:
    page = add("Show", date(2030, 7, 2), locations=[add_location()], practices=[add_practice()], summary="Bring yours.")

    [item] = ApiClient("v3").json("events/")["items"]

    assert item == {
        "id": page.pk,
        "type": "events.EventPage",
        "title": "Show",
        "url": "http://localhost:8000/show/",
        "path": "/show/",
        "summary": "Bring yours.",
        "kind": "workshop",
        "status": "scheduled",
        "status_note": "",
        "starts": "2030-07-02T18:00:00+10:00",
        "ends": "2030-07-02T20:00:00+10:00",
        "time_zone": "Australia/Sydney",
        "repeats": "",
        "attendance": "in_person",
        "locations": [
            {
                "id": page.locations.get().pk,
                "name": "Sydney office",
                "slug": "sydney-office",
                "address": "1 Example Street\nSydney",
                "region": "NSW",
            }
        ],
        "practices": [
            {"id": page.practices.get().pk, "name": "User research", "slug": "user-research", "description": ""}
        ],
    }


def test_filters_by_kind_status_practice_location_and_place_in_the_tree() -> None:
    index = add_index()
    add("A", date(2030, 3, 6), kind="talk", practices=[add_practice("Research")], parent=index)
    add("B", date(2030, 3, 7), status="cancelled", locations=[add_location("Canberra")])
    add("C", date(2030, 3, 8), kind="popup", practices=[add_practice("Design")])

    assert listed(kind="talk") == ["A 03-06"]
    assert listed(kind=["talk", "popup"]) == ["A 03-06", "C 03-08"]
    assert listed(status="cancelled") == ["B 03-07"]
    assert listed(practice="research") == ["A 03-06"]
    assert listed(practice=["research", "design"]) == ["A 03-06", "C 03-08"]
    assert listed(location="canberra") == ["B 03-07"]
    assert listed(below=index.pk) == ["A 03-06"]
    assert listed(practice="nothing") == listed(below=999_999) == []


def test_a_part_of_the_list() -> None:
    add("Daily", date(2030, 3, 6), repeats="daily", repeat_times=30)

    answer = ApiClient("v3").json("events/", limit=2, offset=28)

    assert answer["count"] == 30
    assert [item["starts"][:10] for item in answer["items"]] == ["2030-04-03", "2030-04-04"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"colour": "red"},
        {"kind": "party"},
        {"from": "soon"},
        {"from": "2030-02-30"},
        {"from": "0001-01-01"},
        {"from": "2030-03-02", "to": "2030-03-01"},
        {"from": "2030-01-01", "to": "2033-01-01"},
        {"below": "x"},
        {"practice": "a b"},
        {"practice": ["a"] * 11},
        {"upcoming": "perhaps"},
    ],
)
def test_what_does_not_fit_is_refused(parameters: dict[str, Any]) -> None:
    assert ApiClient("v3").get("events/", **parameters).status_code == 422


def test_only_what_is_public_on_the_site_is_told() -> None:
    two = other_site()
    closed = add_index(slug="closed")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=closed.pk), restriction_type="login")
    add("Private", date(2030, 3, 6), parent=closed)
    add("Draft", date(2030, 3, 6), live=False)
    add("Elsewhere", date(2030, 3, 6), parent=two.root_page)
    add("Public", date(2030, 3, 6))

    assert listed() == ["Public 03-06"]
    assert listed(site="two.example.org") == ["Elsewhere 03-06"]
    assert listed(below=closed.pk) == []
    assert ApiClient("v3").get("events/", site="three.example.org").status_code == 404


def test_a_list_costs_the_same_for_many_events_as_for_few(django_assert_max_num_queries: Any) -> None:
    for number in range(3):
        add(f"Event {number}", date(2030, 3, 6), practices=[add_practice(f"P{number}")])
    ApiClient("v3").json("events/")

    with django_assert_max_num_queries(14):
        ApiClient("v3").json("events/")
    for number in range(3, 12):
        add(f"Event {number}", date(2030, 3, 6), practices=[add_practice(f"P{number}")])
    with django_assert_max_num_queries(14):
        assert len(ApiClient("v3").json("events/")["items"]) == 12
