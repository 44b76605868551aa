"""Calendars, read back by programs that know nothing of ours: when events take place, and only public ones."""

import datetime
import io
import re
from datetime import date, time
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from django.test import Client
from icalendar import Calendar
from wagtail.models import Page, PageViewRestriction, Site

from cms.plugins import plugin_settings
from cms.plugins.testing.client import ApiClient
from digital_skills_events.calendar_zones import described_zone
from digital_skills_events.models import EventPage, LeftOutDate
from digital_skills_events.settings import EventsSettings
from digital_skills_events.wall_clock import zone_named
from events_made import add_event, add_index, add_location, add_practice, other_site

pytestmark = pytest.mark.django_db


def get(path: str, host: str = "localhost:8000", **headers: str) -> Any:
    return Client().get(f"/api/calendars/{path}", headers={"Host": host, **headers})


def text_of(path: str, host: str = "localhost:8000") -> str:
    answer = get(path, host)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content.decode()


def entries(path: str, host: str = "localhost:8000") -> dict[str, Any]:
    """The entries of a calendar by their titles."""
    return {str(each["SUMMARY"]): each for each in Calendar.from_ical(text_of(path, host)).walk("VEVENT")}


def zone_of(text: str) -> Any:
    """The time zone as the calendar itself describes it, read by another library."""
    [described] = re.findall(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", text.replace("\r\n ", ""), re.DOTALL)
    return tzical(io.StringIO(described.replace("\r\n", "\n"))).get()


def moments(text: str) -> list[tuple[str, str]]:
    """When the only entry of a calendar begins and ends each time, in UTC, from its text alone."""
    zone = zone_of(text)
    [entry] = Calendar.from_ical(text).walk("VEVENT")
    first, lasts = entry["DTSTART"].dt.replace(tzinfo=None), entry["DTEND"].dt - entry["DTSTART"].dt
    assert entry["DTSTART"].params["TZID"] == "Australia/Sydney"
    begins = [first]
    if "RRULE" in entry:
        rule = entry["RRULE"].to_ical().decode()
        until = re.search(r"UNTIL=(\d{8}T\d{6})Z", rule)
        if until:
            moment = datetime.datetime.strptime(until[1], "%Y%m%dT%H%M%S").replace(tzinfo=datetime.UTC)
            rule = rule.replace(until[0], f"UNTIL={moment.astimezone(zone):%Y%m%dT%H%M%S}")
        begins = list(rrulestr(rule, dtstart=first))
    left_out = {each.dt.replace(tzinfo=None) for each in entry["EXDATE"].dts} if "EXDATE" in entry else set()
    found = [
        (each.replace(tzinfo=zone), (each + lasts).replace(tzinfo=zone)) for each in begins if each not in left_out
    ]
    return [tuple(moment.astimezone(datetime.UTC).isoformat() for moment in pair) for pair in found]


RHYTHMS: dict[str, dict[str, Any]] = {
    "once": {},
    "weekly over the end of summer time": {"start_date": date(2030, 3, 26), "repeats": "weekly", "repeat_times": 4},
    "two days a week": {
        "repeats": "weekly",
        "repeat_every": 2,
        "repeat_weekdays": ["TH", "TU"],
        "repeat_until": date(2030, 5, 2),
    },
    "daily with dates left out, over the start of summer time": {
        "start_date": date(2030, 10, 4),
        "repeats": "daily",
        "repeat_times": 6,
        "left_out_dates": [LeftOutDate(date=date(2030, 10, 5)), LeftOutDate(date=date(2030, 10, 8))],
    },
    "the last tuesday": {"start_date": date(2030, 4, 30), "repeats": "monthly_by_weekday", "repeat_times": 12},
    "the 28th, until the day itself": {
        "start_date": date(2030, 2, 28),
        "repeats": "monthly_by_day",
        "repeat_until": date(2030, 12, 28),
    },
    "late, until the day itself": {
        "start_time": time(23, 30),
        "end_date": date(2030, 3, 6),
        "end_time": time(0, 30),
        "repeats": "daily",
        "repeat_until": date(2030, 3, 9),
    },
    "in the small hours of the change": {
        "start_date": date(2030, 10, 5),
        "start_time": time(1, 15),
        "end_time": time(1, 45),
        "repeats": "daily",
        "repeat_times": 3,
    },
}


@pytest.mark.parametrize("values", RHYTHMS.values(), ids=RHYTHMS.keys())
def test_a_calendar_says_the_same_moments_as_the_api(values: dict[str, Any]) -> None:
    page = add_event(**values)

    served = ApiClient("v3").page(page)["occurrences"]
    read = moments(text_of(f"events/{page.pk}.ics"))

    as_utc = [
        tuple(datetime.datetime.fromisoformat(each[name]).astimezone(datetime.UTC).isoformat() for name in each)
        for each in served
    ]
    assert read == as_utc
    assert len(read) >= 1


@pytest.mark.parametrize("name", ["Australia/Sydney", "Australia/Lord_Howe", "Europe/Berlin", "Asia/Kolkata"])
def test_a_time_zone_is_described_as_it_is(name: str) -> None:
    described = zone_of(described_zone(name, 2030, 2030).to_ical().decode())
    moment = datetime.datetime(2030, 1, 1, 0, 15, tzinfo=datetime.UTC)

    while moment.year == 2030:
        assert moment.astimezone(described).utcoffset() == moment.astimezone(zone_named(name)).utcoffset(), moment
        moment += datetime.timedelta(hours=3)


def test_clocks_are_put_forward_when_the_old_one_says_so() -> None:
    described = described_zone("Australia/Sydney", 2030, 2030).to_ical().decode()

    assert "DTSTART:20291007T020000" in described  # from two to three
    assert "DTSTART:20290401T030000" in described  # from three to two


def test_an_entry_says_what_people_need() -> None:
    page = add_event(
        title="Design; research, and\nmore",
        summary="Bring your work.\r\nAnd\rcake.",
        locations=[add_location()],
        practices=[add_practice()],
    )
    page.save_revision().publish()
    page.refresh_from_db()

    text = text_of(f"events/{page.pk}.ics")
    [entry] = Calendar.from_ical(text).walk("VEVENT")

    assert r"SUMMARY:Design\; research\, and more" in text
    assert entry["SUMMARY"] == "Design; research, and more"
    assert entry["DESCRIPTION"] == "Bring your work.\nAnd\ncake."
    assert entry["LOCATION"] == "Sydney office, 1 Example Street, Sydney"
    assert entry["CATEGORIES"].cats == ["User research"]
    assert entry["URL"] == page.full_url
    assert entry["STATUS"] == "CONFIRMED"
    assert entry["DTSTAMP"].dt == entry["LAST-MODIFIED"].dt == page.last_published_at.replace(microsecond=0)


def test_the_url_is_on_the_domain_of_the_frontend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blocks.addresses.frontend_root", lambda root_url: "https://www.example.org")
    page = add_event(slug="show")

    [entry] = entries(f"events/{page.pk}.ics").values()

    assert entry["URL"] == "https://www.example.org/show/"


def test_an_event_online_is_there() -> None:
    page = add_event(attendance="online", online_url="https://meet.example.org/x")

    assert entries("events.ics")[page.title]["LOCATION"] == "https://meet.example.org/x"


@pytest.mark.parametrize(
    ("status", "expected"),
    [("cancelled", "CANCELLED"), ("postponed", "TENTATIVE"), ("moved_online", "CONFIRMED")],
)
def test_calendars_tell_whether_it_takes_place(status: str, expected: str) -> None:
    page = add_event(status=status, status_note="In spring.")

    entry = entries("events.ics")[page.title]

    assert entry["STATUS"] == expected
    assert entry["DESCRIPTION"] == "In spring."


def test_the_name_of_an_entry_stays_and_its_sequence_rises() -> None:
    page = add_event()
    page.save_revision().publish()
    seen = []
    for title in ("First", "Second", "Third"):
        page = EventPage.objects.get(pk=page.pk)
        page.title = title
        page.save_revision().publish()
        EventPage.objects.filter(pk=page.pk).update(
            last_published_at=page.first_published_at + datetime.timedelta(minutes=len(seen))
        )
        [entry] = entries(f"events/{page.pk}.ics").values()
        seen.append((str(entry["UID"]), entry["SEQUENCE"]))

    assert [uid for uid, _sequence in seen] == [seen[0][0]] * 3
    assert [sequence for _uid, sequence in seen] == [0, 60, 120]


def test_the_same_events_make_the_same_text_and_who_has_it_is_told_so() -> None:
    add_event(practices=[add_practice("A"), add_practice("B")])
    first = get("events.ics")

    again = get("events.ics", **{"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert not again.content
    assert get("events.ics").content == first.content


def test_programs_are_told_how_often_to_ask_and_what_it_is_called() -> None:
    add_event()

    text = text_of("events.ics")

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in text
    assert "X-PUBLISHED-TTL:PT6H" in text
    assert re.search(r"^NAME:Events of \S", text, re.MULTILINE)


def test_a_practice_has_a_calendar_of_its_own() -> None:
    research = add_practice()
    add_event(title="Research", practices=[research])
    add_event(title="Other")

    assert entries("practices/user-research.ics").keys() == {"Research"}
    assert entries("events.ics").keys() == {"Research", "Other"}
    assert get("practices/nothing.ics").status_code == 404


def test_only_what_is_public_on_the_site_is_there() -> None:
    two = other_site()
    closed = add_index(slug="closed")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=closed.pk), restriction_type="login")
    hidden = [
        add_event(title="Private", parent=closed),
        add_event(title="Draft", live=False),
        add_event(title="Elsewhere", parent=two.root_page),
    ]
    add_event(title="Public")

    assert entries("events.ics").keys() == {"Public"}
    assert entries("events.ics", "two.example.org").keys() == {"Elsewhere"}
    assert entries("events.ics?site=two.example.org").keys() == {"Elsewhere"}
    for page in hidden:
        assert get(f"events/{page.pk}.ics").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("events.ics?colour=red", 400),
        ("events.ics?site=nowhere.example.org", 404),
        ("events/99999999999999999999.ics", 404),
        ("events/0.ics", 404),
    ],
)
def test_what_is_not_there_is_a_problem(path: str, status: int) -> None:
    answer = get(path)

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_a_host_that_sites_share_must_say_which() -> None:
    two = other_site()
    Site.objects.create(hostname="two.example.org", port=81, root_page=two.root_page)

    assert get("events.ics?site=two.example.org").status_code == 400


def test_what_is_over_for_long_leaves_the_calendar() -> None:
    today = datetime.date.today()
    days = plugin_settings(EventsSettings).calendar_past_days
    recent = add_event(title="Recent", start_date=today - datetime.timedelta(days=days - 1))
    long_ago = add_event(title="Long ago", start_date=today - datetime.timedelta(days=days + 2))

    assert entries("events.ics").keys() == {recent.title}
    assert entries(f"events/{long_ago.pk}.ics").keys() == {"Long ago"}


def test_a_calendar_is_bounded_and_keeps_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "digital_skills_events.calendar_views.plugin_settings", lambda _settings: EventsSettings(calendar_most_events=2)
    )
    for day in (1, 2, 3):
        add_event(title=f"Day {day}", start_date=date(2030, 1, day))

    assert list(entries("events.ics")) == ["Day 2", "Day 3"]


def test_a_calendar_costs_the_same_for_many_events_as_for_few(django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        add_event(
            title=f"Event {number}", practices=[add_practice(f"P{number}")], locations=[add_location(f"L{number}")]
        )

    with django_assert_max_num_queries(10):
        assert len(entries("events.ics")) == 12


def test_an_event_tells_where_its_calendar_is() -> None:
    page = add_event()

    address = ApiClient("v3").page(page)["calendar_url"]

    assert address == f"http://testserver/api/calendars/events/{page.pk}.ics?site=localhost:8000"
    assert Client().get(address).status_code == 200
