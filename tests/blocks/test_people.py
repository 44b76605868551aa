"""Contacts within a page."""

import pytest

from tests.blocks.bodies import body, errors_of, in_api, in_html
from tests.factories.snippets import ContactFactory

pytestmark = pytest.mark.django_db


def test_the_api_tells_everything_about_the_contact() -> None:
    contact = ContactFactory()

    representation = in_api("contact", {"contact": contact.pk, "note": "Ask about coaching"})

    assert representation == {
        "contact": {
            "id": contact.pk,
            "name": "Digital skills team",
            "role": "Programs",
            "organisation": {
                "id": contact.organisation.pk,
                "name": "Skills Agency",
                "abbreviation": "SA",
                "slug": "skills-agency",
                "url": "https://skills.example.org/",
                "description": "Helps agencies to learn.",
            },
            "email": "skills@example.org",
            "phone": "02 6100 0000",
            "hours": "Weekdays, 9 to 5",
            "url": "https://skills.example.org/contact/",
        },
        "note": "Ask about coaching",
    }


def test_a_contact_without_organisation_has_none() -> None:
    contact = ContactFactory(organisation=None)

    assert in_api("contact", {"contact": contact.pk})["contact"]["organisation"] is None


def test_the_page_shows_how_to_get_in_touch() -> None:
    html = in_html("contact", {"contact": ContactFactory().pk, "note": "Ask about coaching"})

    assert html.select_one(".contact__name").get_text() == "Digital skills team"
    assert html.select_one("a[href^='mailto:']").get_text() == "skills@example.org"
    assert "Ask about coaching" in html.get_text()


def test_a_deleted_contact_leaves_nothing() -> None:
    assert in_api("contact", {"contact": 10**6, "note": "Hello"}) == {"contact": None, "note": "Hello"}
    assert in_html("contact", {"contact": 10**6, "note": "Hello"}).get_text(strip=True) == ""


def test_a_contact_must_be_chosen_before_publishing() -> None:
    assert errors_of("contact", {"contact": None, "note": ""}) is not None
    assert errors_of("contact", {"contact": None, "note": ""}, draft=True) is None


def test_a_page_is_found_by_its_contacts() -> None:
    value = body({"type": "contact", "value": {"contact": ContactFactory().pk, "note": "Ask"}})

    assert value.stream_block.get_searchable_content(value) == ["Ask", "Digital skills team", "Programs"]
