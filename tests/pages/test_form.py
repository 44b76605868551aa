"""A form page serves its form, keeps what people send and shows it to the people who run it."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from pages.models import FormField
from tests.factories.pages import FormPageFactory
from tests.factories.people import AdministratorFactory

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
