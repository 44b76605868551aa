"""What a page warns about before it is published, and that it never stops anyone."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from pages.models import CommunityChannel, Contact, PageContact, PilotOpportunity
from pages.warnings import publishing_warnings
from tests.factories.pages import (
    CommunityPageFactory,
    FormPageFactory,
    PilotPageFactory,
    ProgramPageFactory,
    section,
)
from tests.factories.people import AdministratorFactory
from tests.factories.sites import default_home
from tests.pages.page_types import FACTORIES, each_page_type

pytestmark = pytest.mark.django_db


def codes(page: Any) -> list[str]:
    return [warning.code for warning in publishing_warnings(page)]


def call_to_action(**target: Any) -> dict[str, Any]:
    return {"type": "call_to_action", "value": {"text": "Join", **target}}


@each_page_type
def test_a_complete_page_has_no_warning_except_for_what_it_lacks(label: str) -> None:
    page = FACTORIES[label](complete=True)
    if label == "pages.PilotPage":
        page.opportunities.set([])
    assert codes(page) == []


@each_page_type
def test_every_page_type_wants_a_contact_and_a_review_date(label: str) -> None:
    warnings = publishing_warnings(FACTORIES[label]())

    assert {("no_contact", "page_contacts"), ("no_review_date", "next_review_date")} <= {
        (warning.code, warning.field) for warning in warnings
    }


def test_a_contact_that_nobody_can_reach_is_named() -> None:
    page = ProgramPageFactory(page_contacts=[PageContact(contact=Contact.objects.create(name="Front desk"))])

    messages = [warning.message for warning in publishing_warnings(page) if warning.code == "contact_unreachable"]

    assert messages == ["The contact “Front desk” has no email, phone or web page."]


@pytest.mark.parametrize("nested", [False, True])
def test_an_empty_call_to_action_is_found_also_in_a_section(nested: bool) -> None:
    empty = call_to_action()
    page = ProgramPageFactory(body=[section("Take part", empty)] if nested else [empty])

    assert "empty_call_to_action" in codes(page)


@pytest.mark.parametrize("target", [{"url": "https://example.org/"}, {"email": "a@example.org"}])
def test_a_call_to_action_with_an_address_is_fine(target: dict[str, str]) -> None:
    assert "empty_call_to_action" not in codes(ProgramPageFactory(body=[call_to_action(**target)]))


def test_a_call_to_action_that_leads_to_a_page_is_fine() -> None:
    assert "empty_call_to_action" not in codes(ProgramPageFactory(body=[call_to_action(page=default_home().pk)]))


@pytest.mark.parametrize(
    ("status", "warns"),
    [("planned", False), ("introducing", True), ("open", True), ("running", False), ("closed", False)],
)
def test_a_program_that_takes_applicants_says_how_to_apply(status: str, warns: bool) -> None:
    assert ("no_way_to_apply" in codes(ProgramPageFactory(status=status))) is warns
    assert "no_way_to_apply" not in codes(ProgramPageFactory(status=status, apply_url="https://example.org/"))
    assert "no_way_to_apply" not in codes(ProgramPageFactory(status=status, how_to_apply="<p>Write to us.</p>"))


def test_an_emptied_rich_text_says_nothing() -> None:
    assert "no_way_to_apply" in codes(ProgramPageFactory(status="open", how_to_apply='<p data-block-key="a"></p>'))


def test_a_community_says_how_to_join_and_where_it_talks() -> None:
    page = CommunityPageFactory(channels=[CommunityChannel(name="Mailing list")])

    assert {"no_way_to_join", "channel_without_address"} <= set(codes(page))


def test_a_pilot_wants_addresses_and_dates_for_what_it_promises() -> None:
    page = PilotPageFactory(opportunities=[PilotOpportunity(title="Over the coming months")])

    assert codes(page) == [
        "no_contact",
        "no_review_date",
        "mailing_list_without_address",
        "no_website",
        "opportunity_without_review_date",
    ]


def test_a_pilots_mailing_list_may_be_a_form_on_this_site() -> None:
    form = FormPageFactory()

    assert "mailing_list_without_address" not in codes(PilotPageFactory(mailing_list_page=form.page_ptr))


def test_a_form_that_asks_nothing_is_said_to() -> None:
    assert "form_without_questions" in codes(FormPageFactory())


def test_a_page_of_another_kind_has_no_warnings() -> None:
    assert publishing_warnings(Page.get_first_root_node()) == []


def test_the_warnings_follow_the_draft_and_not_what_is_live() -> None:
    page = ProgramPageFactory()
    page.next_review_date = datetime.date(2030, 1, 1)
    draft = page.save_revision().as_object()

    assert "no_review_date" not in codes(draft)


def test_the_edit_screen_lists_the_warnings_and_still_publishes(client: Client) -> None:
    client.force_login(AdministratorFactory())
    page = ProgramPageFactory(status="open")

    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert 'data-warning="no_contact"' in response.content.decode()
    assert 'data-warning="no_way_to_apply"' in response.content.decode()
    assert page.live


def test_the_edit_screen_of_a_page_without_warnings_says_nothing(client: Client) -> None:
    client.force_login(AdministratorFactory())
    page = ProgramPageFactory(complete=True)

    assert "data-warning" not in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
