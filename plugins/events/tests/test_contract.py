"""What the CMS asks of every plugin."""

import datetime

import pytest

from cms.plugins.testing import (
    assert_block_contract,
    assert_no_missing_migrations,
    assert_nothing_leaks,
    assert_only_public_names,
    assert_page_contract,
)
from digital_skills_events.models import EventIndexPage, EventPage, EventSpeaker
from events_made import add_practice, event

pytestmark = pytest.mark.django_db


def test_the_block_keeps_its_contract() -> None:
    assert_block_contract("upcoming_events", {"kind": "talk", "practice": add_practice(), "below": None, "limit": 3})


def test_an_events_index_keeps_its_contract() -> None:
    assert_page_contract(EventIndexPage)


def test_an_event_keeps_its_contract() -> None:
    assert_page_contract(EventPage)


def test_an_event_online_keeps_its_contract() -> None:
    assert_page_contract(EventPage, event(slug="an-event", online_url="https://meet.example.org/", attendance="online"))


def test_a_full_event_keeps_the_contract_as_well() -> None:
    page = event(
        slug="full",
        repeats="weekly",
        repeat_until=datetime.date(2030, 6, 1),
        attendance="both",
        online_url="https://meet.example.org/",
        status="postponed",
        capacity=12,
        speakers=[EventSpeaker(name="Ada", sort_order=0)],
        practices=[add_practice()],
    )

    assert_page_contract(EventPage, page)


def test_nothing_leaks() -> None:
    assert_nothing_leaks("events")


def test_no_migration_is_missing() -> None:
    assert_no_missing_migrations("events")


def test_only_public_names_are_used() -> None:
    assert_only_public_names("events")
