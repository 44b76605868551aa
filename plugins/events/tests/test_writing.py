"""Events through the writing addresses of version 3, with a token: what the admin's form asks for holds there, too."""

from collections.abc import Callable

import pytest

from cms.plugins.testing.client import ApiClient
from digital_skills_events.choices import Attendance
from digital_skills_events.models import EventPage
from events_made import add_event, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(make_token: Callable[..., str]) -> ApiClient:
    return ApiClient("v3", Authorization=f"Bearer {make_token('write', 'review', 'read_drafts')}")


def test_an_event_without_a_time_is_refused(api: ApiClient) -> None:
    meta = {"type": "events.EventPage", "parent_id": home_page().pk}

    assert api.send("post", "pages/", meta=meta, title="Show", slug="show").status_code == 422
    assert not EventPage.objects.exists()


def test_another_title_leaves_the_times_as_they_are(api: ApiClient) -> None:
    page = add_event(attendance=Attendance.ONLINE, online_url="https://meet.example.org/")

    changed = api.send(
        "patch", f"pages/{page.pk}/", meta={"type": "events.EventPage", "action": "publish"}, title="Another"
    )

    assert changed.status_code == 200, changed.content
    assert changed.json()["starts"] == "2030-03-05T18:00:00+11:00"
    assert EventPage.objects.get().title == "Another"


def test_what_the_form_asks_for_is_needed_to_publish(api: ApiClient) -> None:
    page = add_event(attendance=Attendance.IN_PERSON)
    meta = {"type": "events.EventPage"}

    draft = api.send("patch", f"pages/{page.pk}/", meta=meta, title="Another")
    published = api.send("patch", f"pages/{page.pk}/", meta={**meta, "action": "publish"}, title="Another")

    assert draft.status_code == 200, draft.content
    assert published.status_code == 422
    assert [error["loc"] for error in published.json()["errors"]] == [["body", "locations"]]
    assert EventPage.objects.get().title != "Another"
