"""The demo uses events: an index and events around today, and nothing of it is out of date."""

import pytest

from cms.demo.load import load_demo
from cms.demo.sources import page_sources
from cms.plugins.testing.client import ApiClient
from digital_skills_events.models import EventPage
from pages.warnings import publishing_warnings

pytestmark = pytest.mark.django_db


def test_the_demo_has_events_of_every_kind_to_come() -> None:
    load_demo()

    items = ApiClient("v3", host="localhost").json("events/", limit=100)["items"]
    past = ApiClient("v3", host="localhost").json("events/", upcoming="false")["items"]

    assert {item["kind"] for item in items} == {"workshop", "meetup", "talk", "popup"}
    assert len(items) >= 8
    assert "Interaction design show and tell" in {item["title"] for item in past}
    assert EventPage.objects.count() == sum(source.model == "events.EventPage" for source in page_sources())
    for event in EventPage.objects.all():
        event.full_clean()
        assert publishing_warnings(event) == []
