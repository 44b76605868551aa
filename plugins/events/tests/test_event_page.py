"""What an event says of itself, and what is refused."""

import datetime
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from digital_skills_events.models import EventSpeaker, LeftOutDate
from events_made import TUESDAY, add_event, add_location, add_practice, event
from pages.models import Contact

pytestmark = pytest.mark.django_db


def page_in_api(page: Any, version: str = "v3") -> Any:
    answer = Client().get(f"/api/{version}/pages/{page.pk}/", headers={"Host": "localhost"})
    assert answer.status_code == 200, answer.content
    return answer.json()


def errors_of(**values: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        event(slug="e", path="0001", depth=1, **values).clean()
    found: dict[str, list[str]] = refused.value.message_dict
    return found


def test_times_are_served_with_the_offset_that_holds_at_the_place() -> None:
    page = add_event(start_date=date(2030, 7, 2), practices=[add_practice()], locations=[add_location()])

    served = page_in_api(page)

    assert served["starts"] == "2030-07-02T18:00:00+10:00"
    assert served["ends"] == "2030-07-02T20:00:00+10:00"
    assert served["time_zone"] == "Australia/Sydney"
    assert served["occurrences"] == [{"starts": served["starts"], "ends": served["ends"]}]
    assert served["recurrence"] is None
    assert served["practices"][0]["slug"] == "user-research"
    assert served["locations"][0]["name"] == "Sydney office"


def test_a_rhythm_across_the_end_of_summer_time_keeps_the_time_on_the_clock() -> None:
    page = add_event(
        start_date=date(2030, 4, 2),
        repeats="weekly",
        repeat_times=3,
        left_out_dates=[LeftOutDate(date=date(2030, 4, 9))],
    )

    served = page_in_api(page)

    assert [each["starts"] for each in served["occurrences"]] == [
        "2030-04-02T18:00:00+11:00",
        "2030-04-16T18:00:00+10:00",
    ]
    assert served["recurrence"] == {
        "words": "Every week on Tuesday",
        "rule": "FREQ=WEEKLY;COUNT=3;BYDAY=TU",
        "left_out": ["2030-04-09"],
    }


def test_both_versions_serve_the_same() -> None:
    contact = Contact.objects.create(name="Ada", role="Researcher")
    page = add_event(
        speakers=[EventSpeaker(contact=contact, sort_order=0), EventSpeaker(name="Guest", role="Poet", sort_order=1)],
        practices=[add_practice()],
        online_url="https://meet.example.org/",
        attendance="both",
        repeats="daily",
        repeat_until=date(2030, 3, 7),
    )

    second, third = page_in_api(page, "v2"), page_in_api(page, "v3")

    names = [field.name for field in type(page).api_fields]
    assert {name: second[name] for name in names} == {name: third[name] for name in names}
    assert [speaker["name"] for speaker in third["speakers"]] == ["Ada", "Guest"]
    assert third["speakers"][1] == {"name": "Guest", "role": "Poet", "contact": None}


def test_the_day_to_search_by_is_the_last_on_which_it_may_be_over() -> None:
    page = add_event(start_time=time(22), end_date=date(2030, 3, 6), end_time=time(1), repeats="weekly", repeat_times=2)

    assert page.last_date == date(2030, 3, 13)


def test_an_event_ends_after_it_begins() -> None:
    assert "end_time" in errors_of(end_time=time(17))
    assert "end_date" in errors_of(end_date=date(2030, 3, 4))
    assert "end_date" in errors_of(end_date=date(2031, 3, 4))
    event(end_date=date(2030, 3, 6), end_time=time(1)).clean()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"repeats": "weekly"}, "repeat_until"),  # without an end
        ({"repeats": "weekly", "repeat_until": TUESDAY, "repeat_times": 2}, "repeat_until"),
        ({"repeats": "weekly", "repeat_until": date(2030, 3, 4)}, "repeat_until"),
        ({"repeats": "weekly", "repeat_times": 2, "repeat_weekdays": ["MO"]}, "repeat_weekdays"),
        ({"repeats": "monthly_by_day", "repeat_times": 2, "start_date": date(2030, 3, 31)}, "repeats"),
        ({"repeats": "daily", "repeat_until": date(2040, 1, 1)}, "repeat_until"),
        ({"repeats": "daily", "repeat_times": 201}, "repeat_times"),
        ({"repeats": "daily", "repeat_times": 2, "end_date": date(2030, 3, 7)}, "repeat_every"),
    ],
)
def test_a_rhythm_that_cannot_be_is_refused(values: dict[str, Any], field: str) -> None:
    assert list(errors_of(**values)) == [field]


def test_a_rhythm_that_can_be_passes() -> None:
    event(repeats="daily", repeat_times=200).clean()
    event(repeats="weekly", repeat_weekdays=["TU", "TH"], repeat_until=date(2030, 6, 1)).clean()


def test_a_time_zone_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        event(time_zone="Sydney").clean_fields(exclude=[])

    assert "time_zone" in refused.value.message_dict


def test_a_speaker_has_a_name() -> None:
    with pytest.raises(ValidationError):
        EventSpeaker().clean()
    EventSpeaker(name="Ada").clean()


def test_the_filters_of_pages_find_events() -> None:
    research = add_practice()
    page = add_event(practices=[research])
    add_event(title="Another")

    for address in ("/api/v3/pages/?practice=user-research", f"/api/v2/pages/?practice={research.pk}"):
        items = Client().get(address, headers={"Host": "localhost"}).json()["items"]
        assert [item["id"] for item in items] == [page.pk]


def test_times_are_not_those_of_the_server() -> None:
    page = add_event(time_zone="Europe/Berlin")

    assert page.starts == datetime.datetime(2030, 3, 5, 17, tzinfo=datetime.UTC)
