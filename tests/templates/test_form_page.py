"""A form as a reader without JavaScript gets it: the questions, the errors, the thanks."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from pages.models import FormField, FormPage
from tests.factories.pages import FormPageFactory
from tests.templates.html_rules import broken_rules
from tests.templates.reader import html_of, soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def form() -> FormPage:
    page: FormPage = FormPageFactory(complete=True)
    page.form_fields.add(
        FormField(label="How often?", field_type="radio", choices="Daily\nWeekly", required=True, sort_order=2),
        FormField(label="Agree", field_type="checkbox", required=True, sort_order=3),
        FormField(label="More", field_type="multiline", required=False, sort_order=4),
    )
    page.save()
    return page


def test_every_question_has_its_label_and_help(form: FormPage) -> None:
    soup = soup_of(form)
    email = soup.find("input", attrs={"type": "email"})

    assert broken_rules(html_of(form)) == []
    assert email is not None
    assert "We write once a month." in soup.find(id=email["aria-describedby"]).get_text()
    assert [legend.get_text(" ", strip=True) for legend in soup.find_all("legend")] == [
        "Topics (optional)",
        "How often?",
    ]


def test_errors_are_listed_first_and_lead_to_their_fields(form: FormPage, client: Client) -> None:
    html = client.post(form.url, {}).content.decode()
    soup = BeautifulSoup(html, "html.parser")
    email = soup.find("input", attrs={"type": "email"})

    assert broken_rules(html) == []
    assert soup.title is not None
    assert soup.title.get_text().startswith("Error:")
    assert [link.get_text().split(":")[0] for link in soup.select(".error-summary a")] == [
        "Your email",
        "How often?",
        "Agree",
    ]
    assert email is not None
    assert soup.select_one(".error-summary a")["href"] == f"#{email['id']}"
    assert email["aria-invalid"] == "true"


def test_after_sending_readers_are_thanked_and_led_back(form: FormPage, client: Client) -> None:
    answers = {"your_email": "reader@example.org", "how_often": "Daily", "agree": "on"}
    html = client.post(form.url, answers).content.decode()

    assert broken_rules(html) == []
    assert "You are on the list." in html
    assert "Back to Home" in html
