"""A form page serves its form, keeps what people send and shows it to the people who run it."""

from typing import Any

import pytest
import pytest_django
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from pages.models import FormField
from tests.factories.pages import FormPageFactory
from tests.factories.people import AdministratorFactory
from tests.form_senders import kept, token_of_age

pytestmark = pytest.mark.django_db


@pytest.fixture
def form() -> Any:
    return FormPageFactory(complete=True)


def test_the_page_shows_the_questions(client: Client, form: Any) -> None:
    html = client.get(form.url).content.decode()
    assert "Your email" in html
    assert "We write once a month." in html


def test_what_someone_sends_is_kept_mailed_and_thanked_for(client: Client, form: Any) -> None:
    response = client.post(form.url, {"your_email": "reader@example.org", "topics": ["Training", "Events"]})

    assert response.status_code == 200
    assert "You are on the list." in response.content.decode()
    assert form.get_submission_class().objects.get(page=form).form_data == {
        "your_email": "reader@example.org",
        "topics": ["Training", "Events"],
    }
    assert [message.to for message in mail.outbox] == [["list@example.org"]]
    assert "reader@example.org" in mail.outbox[0].body


def test_a_wrong_answer_is_shown_again_and_not_kept(client: Client, form: Any) -> None:
    response = client.post(form.url, {"your_email": "nobody", "topics": []})

    assert response.status_code == 200
    assert 'value="nobody"' in response.content.decode()
    assert not form.get_submission_class().objects.exists()


def test_submissions_are_in_the_admins_report(client: Client, form: Any) -> None:
    client.post(form.url, {"your_email": "reader@example.org"})
    client.force_login(AdministratorFactory())

    html = client.get(reverse("wagtailforms:list_submissions", args=[form.pk])).content.decode()

    assert "reader@example.org" in html


def test_a_questions_machine_name_survives_a_change_of_its_label(form: Any) -> None:
    question: FormField = form.form_fields.all()[0]
    question.label = "Email address"
    form.form_fields.set([question])
    form.save_revision().publish()

    assert FormField.objects.get(page=form).clean_name == "your_email"


def test_two_questions_with_one_machine_name_are_refused(form: Any) -> None:
    client = Client()
    client.force_login(AdministratorFactory())
    url = reverse("wagtailadmin_pages:add", args=["pages", "formpage", form.get_parent().pk])
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    data["title"], data["slug"], data["body-count"], data["form_fields-TOTAL_FORMS"] = "Twice", "twice", "0", "2"
    for number in (0, 1):
        data[f"form_fields-{number}-label"] = "Same"
        data[f"form_fields-{number}-field_type"] = "singleline"
        data[f"form_fields-{number}-ORDER"] = str(number + 1)
        data[f"form_fields-{number}-id"] = ""

    response = client.post(url, data.urlencode(), content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200
    assert "conflicts with another field" in response.content.decode()


def test_what_fills_in_the_trap_is_thanked_and_not_kept(client: Client, form: Any) -> None:
    response = client.post(form.url, {"your_email": "reader@example.org", "website-address": "https://spam.example"})

    assert response.status_code == 200
    assert "You are on the list." in response.content.decode()
    assert kept(form) == []
    assert mail.outbox == []


def test_people_do_not_meet_the_trap(client: Client, form: Any) -> None:
    trap = BeautifulSoup(client.get(form.url).content, "html.parser").find("input", attrs={"name": "website-address"})

    assert trap is not None
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert trap.find_parent(attrs={"aria-hidden": "true"}) is not None


def test_a_form_that_is_sent_as_soon_as_it_is_shown_is_thanked_for_and_not_kept(client: Client, form: Any) -> None:
    page = BeautifulSoup(client.get(form.url).content, "html.parser")
    token = page.find("input", attrs={"name": "form-token"})
    assert token is not None

    for age, number in ((None, 0), (10, 1)):
        shown = token["value"] if age is None else token_of_age(form, age)
        response = client.post(form.url, {"your_email": "reader@example.org", "form-token": shown})
        assert "You are on the list." in response.content.decode()
        assert len(kept(form)) == number


def test_a_form_that_was_open_for_days_is_shown_again_with_its_answers(client: Client, form: Any) -> None:
    response = client.post(form.url, {"your_email": "reader@example.org", "form-token": token_of_age(form, 200_000)})

    html = response.content.decode()
    assert response.status_code == 200
    assert "open for too long" in html
    assert 'value="reader@example.org"' in html
    assert kept(form) == []


def test_who_sends_too_often_is_asked_to_wait(client: Client, form: Any, settings: pytest_django.Settings) -> None:
    settings.FORM_THROTTLE_LIMIT = 2
    for _ in range(2):
        assert client.post(form.url, {"your_email": "nobody"}).status_code == 200

    response = client.post(form.url, {"your_email": "reader@example.org"})

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "Too many submissions" in response.content.decode()
    assert kept(form) == []
