"""The edit screen: what is refused, and what a draft may lack."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from digital_skills_events.models import EventPage
from events_made import add_location, home_page
from pages.models import FormPage

pytestmark = pytest.mark.django_db


def rows(*found: dict[str, Any]) -> dict[str, Any]:
    """A formset as a browser sends it."""
    data: dict[str, Any] = {"TOTAL_FORMS": len(found), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    data.update({str(number): {"ORDER": number + 1, "DELETE": "", "id": "", **row} for number, row in enumerate(found)})
    return data


def send(admin: Client, action: str = "", left_out: tuple[dict[str, Any], ...] = (), **values: Any) -> Any:
    data = {
        "title": "Show your work",
        "slug": "show-your-work",
        "lede": "",
        "summary": "",
        "body": streamfield([]),
        "start_date": "2030-03-05",
        "start_time": "18:00",
        "end_date": "",
        "end_time": "20:00",
        "time_zone": "Australia/Sydney",
        "repeats": "never",
        "repeat_every": 1,
        "status": "scheduled",
        "attendance": "in_person",
        "kind": "workshop",
        "page_contacts": rows(),
        "left_out_dates": rows(*left_out),
        "speakers": rows(),
        "comments": rows(),
        **values,
    }
    if action:
        data[action] = "1"
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", home_page().pk])
    return admin.post(address, nested_form_data(data))


def problems(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200
    form = answer.context["form"]
    return {**form.errors, **{name: each.errors for name, each in form.formsets.items() if any(each.errors)}}


def test_an_event_is_published(admin: Client) -> None:
    answer = send(admin, "action-publish", locations=add_location().pk, repeats="weekly", repeat_times=3)

    assert answer.status_code == 302, problems(answer)
    page = EventPage.objects.get()
    assert page.live
    assert page.last_date == date(2030, 3, 19)


def test_readers_must_be_told_where_but_a_draft_need_not_know(admin: Client) -> None:
    assert list(problems(send(admin, "action-publish"))) == ["locations"]
    assert list(problems(send(admin, "action-publish", attendance="online"))) == ["online_url"]
    assert list(problems(send(admin, "action-publish", status="moved_online"))) == ["online_url"]

    assert send(admin, attendance="both").status_code == 302


def test_a_date_that_is_left_out_must_be_one_of_the_event(admin: Client) -> None:
    weekly = {"repeats": "weekly", "repeat_times": 3}

    refused = problems(send(admin, left_out=({"date": "2030-03-13"},), **weekly))

    assert "does not take place on this day" in str(refused["left_out_dates"])
    assert send(admin, left_out=({"date": "2030-03-12"},), **weekly).status_code == 302
    assert [span.starts.day for span in EventPage.objects.get().spans] == [5, 19]


def test_a_form_to_register_stands_below_its_event(admin: Client) -> None:
    elsewhere = home_page().add_child(instance=FormPage(title="Form", slug="form"))
    assert send(admin).status_code == 302
    page = EventPage.objects.get()
    below = Page.objects.get(pk=page.pk).add_child(instance=FormPage(title="Register", slug="register"))
    form_class = EventPage.get_edit_handler().get_form_class()

    for chosen, is_fine in ((elsewhere, False), (below, True)):
        form = form_class(nested_form_data({"body": streamfield([]), "registration_page": chosen.pk}), instance=page)
        form.full_clean()
        assert ("registration_page" not in form.errors) == is_fine


def test_the_screen_asks_for_no_rule_and_offers_time_zones_by_region(admin: Client) -> None:
    html = admin.get(reverse("wagtailadmin_pages:add", args=["events", "eventpage", home_page().pk])).content.decode()

    assert "RRULE" not in html
    assert '<optgroup label="Australia">' in html
    assert '<option value="Australia/Sydney" selected>Sydney</option>' in html
