"""Stored answers with events: gone with every change that concerns them, and not kept beyond the moment of an end."""

import datetime
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import pytest_django
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.delivery.models import StoredAnswer, StoredForm
from cms.ledger.head import writing
from digital_skills_events.models import EventPage, LeftOutDate
from events_made import add_event, add_practice, home_page, other_site
from test_block import add_page

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _store(settings: pytest_django.Settings) -> Iterator[None]:
    settings.DELIVERY_STORE = True
    settings.DELIVERY_MAX_AGE = 600
    yield
    StoredAnswer.objects.all().delete()


def get(address: str) -> Any:
    answer = Client().get(address, headers={"Host": "localhost"})
    assert answer.status_code == 200, answer.content
    return answer


def stored(address: str) -> bool:
    return StoredForm.objects.filter(key__contains=f"//localhost{address}").exists()


def addresses(page: Any) -> list[str]:
    """What shows events: the list, a filtered list, the calendars, the block."""
    return [
        "/api/v3/events/?",
        "/api/v3/events/?practice=user-research",
        "/api/v3/events/?from=2030-01-01&to=2030-12-31",
        "/api/calendars/events.ics?",
        "/api/calendars/practices/user-research.ics?",
        f"/api/v3/pages/{page.pk}/?",
        f"/api/v2/pages/{page.pk}/?",
    ]


def retitle(event: Any) -> None:
    event.title = "Another title"
    event.save_revision().publish()


def leave_out(event: Any) -> None:
    event.left_out_dates = [LeftOutDate(date=event.start_date)]
    event.save_revision().publish()


def restrict(event: Any) -> None:
    PageViewRestriction.objects.create(page=Page.objects.get(pk=event.pk), restriction_type="login")


def move(event: Any) -> None:
    event.move(other_site().root_page, pos="last-child")


def add_another(event: Any) -> None:
    home_page().add_child(
        instance=EventPage(
            title="New",
            start_date=event.start_date,
            start_time=event.start_time,
            end_time=event.end_time,
            practices=list(event.practices.all()),
        )
    )


def rename_practice(event: Any) -> None:
    practice = event.practices.get()
    practice.name = "Research with users"
    practice.save()


CHANGES: dict[str, Any] = {
    "retitle": retitle,
    "leave a date out": leave_out,
    "unpublish": lambda event: event.unpublish(),
    "delete": lambda event: event.delete(),
    "restrict": restrict,
    "move to another site": move,
    "add another": add_another,
    "rename its practice": rename_practice,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_leaves_no_stored_answer_behind(change: Any) -> None:
    home_page()
    with writing():
        event = add_event(start_date=date(2030, 3, 5), repeats="weekly", repeat_times=2, practices=[add_practice()])
        page = add_page()
    for address in addresses(page):
        get(address)
        assert stored(address), address

    with writing():
        change(EventPage.objects.get(pk=event.pk))

    for address in addresses(page):
        before = stored(address)
        assert not before, address
        assert get(address).content


def test_a_draft_is_told_to_nobody_and_publishing_it_is_told_at_once() -> None:
    home_page()
    with writing():
        event = add_event(live=False, start_date=date(2030, 3, 5), practices=[add_practice()])
        page = add_page()
    before = {address: get(address).content for address in addresses(page)}

    with writing():
        event.save_revision().publish()

    for address, content in before.items():
        assert event.title.encode() not in content
        assert event.title.encode() in get(address).content, address


def test_an_answer_is_right_until_the_next_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    local = timezone.localtime(now + datetime.timedelta(minutes=3))
    with writing():
        ending = add_event(
            title="Ending",
            start_date=(local - datetime.timedelta(hours=1)).date(),
            start_time=(local - datetime.timedelta(hours=1)).time().replace(microsecond=0),
            end_date=local.date(),
            end_time=local.time().replace(microsecond=0),
        )
        page = add_page()
    for address in ("/api/v3/events/?", "/api/v3/events/?upcoming=false", f"/api/v3/pages/{page.pk}/?"):
        get(address)
        form = StoredForm.objects.filter(key__contains=f"//localhost{address}").first()
        assert form is not None
        assert form.valid_until == ending.ends.timestamp(), address
    assert "max-age=600" not in get("/api/v3/events/")["Cache-Control"]

    monkeypatch.setattr(timezone, "now", lambda: ending.ends)
    assert get("/api/v3/events/").json()["items"] == []
    assert [item["title"] for item in get("/api/v3/events/?upcoming=false").json()["items"]] == ["Ending"]


def test_a_window_of_days_does_not_depend_on_the_clock() -> None:
    with writing():
        add_event()
    address = "/api/v3/events/?from=2030-01-01&to=2030-12-31"
    get(address)

    form = StoredForm.objects.filter(key__contains=f"//localhost{address}").first()
    assert form is not None
    assert form.valid_until is None
