"""Submissions through the API: kept in Wagtail's report and mailed, once; refused where there is no form to fill in."""

import json
from typing import Any

import pytest
import pytest_django
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import PageViewRestriction

from cms.plugins.testing.client import ApiClient
from pages.models import FormField, FormPage, SubmissionKey, ThrottleCount
from tests.at_once import at_once
from tests.factories.pages import ContentPageFactory, FormPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import SiteFactory
from tests.form_senders import kept, send, token_of_age

pytestmark = pytest.mark.django_db

ANSWERS = {"your_email": "reader@example.org", "topics": ["Training", "Events"]}
TRAP = "website-address"


@pytest.fixture
def form() -> Any:
    return FormPageFactory(complete=True)


def forget_counts() -> None:
    ThrottleCount.objects.all().delete()


# Keeping


def test_a_submission_is_kept_and_thanked_for(form: Any) -> None:
    response = send(form, ANSWERS)

    assert response.status_code == 201
    assert set(response.json()) == {"id", "thank_you"}
    assert response.json()["thank_you"] == "<p>You are on the list.</p>"
    assert kept(form) == [ANSWERS]


def test_a_submission_is_in_the_admins_report(form: Any, client: Client) -> None:
    send(form, ANSWERS)
    client.force_login(AdministratorFactory())

    html = client.get(reverse("wagtailforms:list_submissions", args=[form.pk])).content.decode()

    assert "reader@example.org" in html


def test_the_email_of_the_form_is_sent_when_the_submission_is_kept(
    form: Any, settings: pytest_django.Settings, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "cms.mail.AfterCommitBackend"

    with django_capture_on_commit_callbacks(execute=True):
        assert send(form, ANSWERS).status_code == 201
        assert mail.outbox == []

    assert [message.to for message in mail.outbox] == [["list@example.org"]]
    assert "reader@example.org" in mail.outbox[0].body


def test_what_is_refused_is_not_mailed(form: Any) -> None:
    assert send(form, {"your_email": "nobody"}).status_code == 422
    assert mail.outbox == []


def test_no_session_and_no_forgery_token_is_needed_or_read(form: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(AdministratorFactory())

    with CaptureQueriesContext(connection) as queries:
        response = client.post(
            f"/api/v3/forms/{form.pk}/submissions/", json.dumps({"fields": ANSWERS}), content_type="application/json"
        )

    assert response.status_code == 201
    assert not response.cookies
    assert not [query for query in queries if "django_session" in query["sql"]]


def test_the_page_says_where_to_send_its_form_and_which_field_is_the_trap(form: Any) -> None:
    for version in ("v2", "v3"):
        page = ApiClient(version).page(form)
        assert page["submit_url"] == f"http://testserver/api/v3/forms/{form.pk}/submissions/"
        assert page["spam_trap"] == {"name": TRAP, "label": "Leave this empty"}


def test_the_form_is_there_by_itself(form: Any) -> None:
    response = ApiClient("v3").get(f"forms/{form.pk}/")

    answer = response.json()
    page = ApiClient("v3").page(form)
    assert {name: answer[name] for name in ("id", "form_fields", "submit_url", "spam_trap")} == {
        name: page[name] for name in ("id", "form_fields", "submit_url", "spam_trap")
    }
    assert response["Cache-Control"] == "no-store"


# Who may be asked


def hidden_forms() -> list[Any]:
    draft = FormPageFactory(complete=True, title="Draft", live=False)
    private = FormPageFactory(complete=True, title="Private")
    PageViewRestriction.objects.create(page=private, restriction_type="password", password="open")
    below_private = FormPageFactory(complete=True, title="Below")
    parent = ContentPageFactory(title="Restricted")
    below_private.move(parent, pos="last-child")
    PageViewRestriction.objects.create(page=parent, restriction_type="login")
    return [draft, private, FormPage.objects.get(pk=below_private.pk)]


def test_forms_that_the_public_may_not_see_take_nothing() -> None:
    for page in hidden_forms():
        for answer in (ApiClient("v3").get(f"forms/{page.pk}/"), send(page, ANSWERS)):
            assert answer.status_code == (401 if page.live else 404)
            assert page.title not in answer.content.decode()
        assert kept(page) == []


def test_only_form_pages_take_submissions() -> None:
    assert send(ContentPageFactory(), ANSWERS).status_code == 404


def test_a_form_without_questions_takes_nothing() -> None:
    page = FormPageFactory()

    assert send(page, {}).status_code == 422
    assert ApiClient("v3").json(f"forms/{page.pk}/")["form_fields"] == []


def test_a_form_of_another_site_takes_only_what_is_sent_to_that_site(form: Any) -> None:
    site = SiteFactory(hostname="two.example.org")
    elsewhere = FormPageFactory(complete=True, parent=site.root_page)

    assert send(elsewhere, ANSWERS).status_code == 404
    assert send(form, ANSWERS, site="two.example.org").status_code == 404
    assert send(elsewhere, ANSWERS, site="two.example.org").status_code == 201
    assert send(elsewhere, ANSWERS, site="nowhere.example.org").status_code == 404
    address = ApiClient("v3", host="two.example.org").page(elsewhere)["submit_url"]
    assert address == f"http://testserver/api/v3/forms/{elsewhere.pk}/submissions/?site=two.example.org:80"
    response = Client().post(address, json.dumps({"fields": ANSWERS}), content_type="application/json")
    assert response.status_code == 201


# Bounds


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"fields": []}',
        b'{"fields": null}',
        b'{"fields": {"your_email": {}}}',
        b'{"fields": {"your_email": [["a"]]}}',
        b'{"fields": {"your_email": [1]}}',
        b'{"fields": {"your_email": NaN}}',
        b'{"fields": {"your_email": 1e999}}',
        b'{"fields": {"your_email": "a\\u0000@example.org"}}',
        b'{"fields": {"your_email": "\\ud800"}}',
        b'{"fields": {"\\ud800": "a"}}',
        b'{"fields": {"a\\u0000": "a"}}',
        b'{"fields": {"your_email": "\xff"}}',
        b'{"fields": {"your_email": ' + b"9" * 5000 + b"}}",
        b'{"fields": {"your_email": ' + b"9" * 400 + b"}}",
        b'{"fields": {"your_email": "' + b"a" * 30_000 + b'"}}',
        b'{"fields": {"' + b"a" * 300 + b'": "b"}}',
        b'{"fields": ' + b"[" * 30_000 + b"}",
        b'{"fields": {"your_email": "a@example.org"}, "colour": "red"}',
        b'{"fields": {"your_email": "a@example.org"}, "token": 1}',
        b'{"fields": {"your_email": "a@example.org"}, "token": "' + b"a" * 300 + b'"}',
        json.dumps({"fields": {f"n{number}": "" for number in range(201)}}).encode(),
        json.dumps({"fields": {"topics": ["Training"] * 201}}).encode(),
    ],
    ids=lambda content: content[:40].decode(errors="replace"),
)
def test_malformed_content_is_refused(form: Any, content: bytes) -> None:
    response = Client(raise_request_exception=False).post(
        f"/api/v3/forms/{form.pk}/submissions/", content, content_type="application/json"
    )

    assert response.status_code in (400, 422), response.content
    assert response["Content-Type"].startswith("application/problem+json")
    assert kept(form) == []


def test_content_that_no_form_could_hold_is_refused_unread(form: Any) -> None:
    response = send(form, {"your_email": "a" * 70_000})

    assert response.status_code == 413
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "abc", "1.5"])
def test_an_odd_id_is_refused(number: str) -> None:
    for answer in (
        ApiClient("v3").get(f"forms/{number}/"),
        Client().post(f"/api/v3/forms/{number}/submissions/", '{"fields": {}}', content_type="application/json"),
    ):
        assert answer.status_code in (404, 422)
        assert answer["Content-Type"] == "application/problem+json"


def test_a_browser_on_a_configured_origin_may_send_a_form(form: Any) -> None:
    response = Client().options(
        f"/api/v3/forms/{form.pk}/submissions/",
        headers={
            "Origin": "https://frontend.example.org",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type,idempotency-key",
        },
    )

    assert response.status_code == 200
    assert "POST" in response["Access-Control-Allow-Methods"]
    assert {"content-type", "idempotency-key"} <= set(response["Access-Control-Allow-Headers"].split(", "))
    assert "Access-Control-Allow-Credentials" not in response


# Once


def test_the_same_key_and_content_are_kept_and_mailed_once(form: Any) -> None:
    first = send(form, ANSWERS, key="a-key")
    again = send(form, dict(reversed(ANSWERS.items())), key="a-key", address="192.0.2.7")

    assert (again.status_code, again.json()) == (first.status_code, first.json()) == (201, first.json())
    assert len(kept(form)) == 1
    assert len(mail.outbox) == 1


def test_the_same_key_with_other_content_is_refused(form: Any) -> None:
    send(form, ANSWERS, key="a-key")

    response = send(form, {"your_email": "other@example.org"}, key="a-key")

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["header", "Idempotency-Key"]
    assert len(kept(form)) == 1


def test_other_keys_other_forms_and_no_key_are_other_submissions(form: Any) -> None:
    other = FormPageFactory(complete=True, title="Other form")
    responses = [
        send(form, ANSWERS, key="a"),
        send(form, ANSWERS, key="b"),
        send(form, ANSWERS),
        send(form, ANSWERS),
        send(other, ANSWERS, key="a"),
    ]

    assert len({response.json()["id"] for response in responses}) == 5
    assert (len(kept(form)), len(kept(other))) == (4, 1)


def test_a_key_of_a_refused_submission_can_be_used_for_the_corrected_one(form: Any) -> None:
    assert send(form, {"your_email": "nobody"}, key="a-key").status_code == 422
    assert send(form, ANSWERS, key="a-key").status_code == 201
    assert kept(form) == [ANSWERS]


@pytest.mark.parametrize("key", ["", "a" * 256, "a\tb", "clé", "\x7f"])
def test_a_key_that_is_no_short_printable_text_is_refused(form: Any, key: str) -> None:
    assert send(form, ANSWERS, key=key).status_code == 422
    assert kept(form) == []


@pytest.mark.parametrize("key", ["a", "a" * 255, '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "~ !"])
def test_a_short_printable_text_is_a_key(form: Any, key: str) -> None:
    assert send(form, ANSWERS, key=key).status_code == 201


def test_a_key_is_forgotten_in_time(form: Any, settings: pytest_django.Settings) -> None:
    send(form, ANSWERS, key="a-key")
    SubmissionKey.objects.update(used_at="2020-01-01T00:00Z")

    assert send(form, {"your_email": "other@example.org"}, key="a-key").status_code == 201
    assert len(kept(form)) == 2
    assert SubmissionKey.objects.count() == 1


def test_neither_key_nor_answer_nor_address_is_kept_beside_the_submission(form: Any) -> None:
    send(form, ANSWERS, key="a-secret-key", address="192.0.2.7")

    rows = str([*SubmissionKey.objects.values(), *ThrottleCount.objects.values()])
    for secret in ("a-secret-key", "reader@example.org", "192.0.2.7"):
        assert secret not in rows


# Spam


def test_what_fills_in_the_trap_looks_accepted_and_is_not_kept(form: Any) -> None:
    real, trapped = send(form, ANSWERS, key="real"), send(form, {**ANSWERS, TRAP: "https://spam.example"}, key="spam")
    again = send(form, {**ANSWERS, TRAP: "https://spam.example"}, key="spam")

    assert trapped.status_code == real.status_code == 201
    assert trapped.json().keys() == real.json().keys()
    assert trapped.json()["id"] != real.json()["id"]
    assert again.json() == trapped.json()
    assert len(kept(form)) == len(mail.outbox) == 1


@pytest.mark.parametrize("empty", ["", None, False, []])
def test_a_trap_that_is_rendered_and_left_empty_keeps_nobody_out(form: Any, empty: Any) -> None:
    assert send(form, {**ANSWERS, TRAP: empty}).status_code == 201
    assert kept(form) == [ANSWERS]


def test_no_question_can_have_the_name_of_the_trap() -> None:
    question = FormField(label="Website-address", field_type="singleline")
    page = FormPageFactory(form_fields=[question])

    assert FormField.objects.get(page=page).clean_name != TRAP


def test_a_form_that_is_sent_as_soon_as_it_is_shown_looks_accepted_and_is_not_kept(form: Any) -> None:
    token = ApiClient("v3").json(f"forms/{form.pk}/")["token"]

    assert send(form, ANSWERS, token=token).status_code == 201
    assert kept(form) == []


def test_a_form_that_was_open_for_a_while_is_kept(form: Any) -> None:
    assert send(form, ANSWERS, token=token_of_age(form, 10)).status_code == 201
    assert kept(form) == [ANSWERS]


def test_a_token_that_is_old_forged_or_of_another_form_is_refused(form: Any) -> None:
    other = FormPageFactory(complete=True, title="Other form")
    for token in (token_of_age(form, 90_000), token_of_age(other, 10), "1:2:3", "nonsense"):
        response = send(form, ANSWERS, token=token)
        assert response.status_code == 422
        assert response.json()["errors"][0]["loc"] == ["body", "token"]
    assert kept(form) == []


def test_an_installation_may_insist_on_the_token(form: Any, settings: pytest_django.Settings) -> None:
    settings.FORM_TOKEN_REQUIRED = True

    assert send(form, ANSWERS).status_code == 422
    assert send(form, ANSWERS, token=token_of_age(form, 10)).status_code == 201


# Too often


@pytest.fixture
def twice(settings: pytest_django.Settings) -> None:
    settings.FORM_THROTTLE_LIMIT = 2


@pytest.mark.usefixtures("twice")
def test_who_sends_too_often_is_told_when_to_come_back(form: Any) -> None:
    assert [send(form, ANSWERS).status_code for _ in range(2)] == [201, 201]

    response = send(form, ANSWERS)

    assert response.status_code == 429
    assert response["Content-Type"] == "application/problem+json"
    assert 590 <= int(response["Retry-After"]) <= 600
    assert len(kept(form)) == 2


@pytest.mark.usefixtures("twice")
def test_what_was_refused_counts_as_well(form: Any) -> None:
    statuses = [send(form, {"your_email": "nobody"}).status_code for _ in range(3)]

    assert statuses == [422, 422, 429]


@pytest.mark.usefixtures("twice")
def test_the_throttle_is_for_each_address_and_each_form(form: Any) -> None:
    other = FormPageFactory(complete=True, title="Other form")
    for _ in range(3):
        send(form, ANSWERS, address="192.0.2.1")

    assert send(form, ANSWERS, address="192.0.2.1").status_code == 429
    assert send(form, ANSWERS, address="192.0.2.2").status_code == 201
    assert send(other, ANSWERS, address="192.0.2.1").status_code == 201


@pytest.mark.usefixtures("twice")
def test_a_household_of_ipv6_is_one_address(form: Any) -> None:
    statuses = [send(form, ANSWERS, address=f"2001:db8::{number}").status_code for number in range(1, 4)]

    assert statuses == [201, 201, 429]
    assert send(form, ANSWERS, address="2001:db8:0:1::1").status_code == 201


@pytest.mark.usefixtures("twice")
def test_the_throttle_ends_with_its_span(form: Any) -> None:
    for _ in range(3):
        send(form, ANSWERS)
    ThrottleCount.objects.update(started=0)

    assert send(form, ANSWERS).status_code == 201
    assert ThrottleCount.objects.get().attempts == 1


@pytest.mark.usefixtures("twice")
def test_sending_again_with_the_same_key_is_answered_however_often(form: Any) -> None:
    assert {send(form, ANSWERS, key="a-key").status_code for _ in range(5)} == {201}


# Forgetting


def test_every_submission_removes_what_is_over(form: Any) -> None:
    other = FormPageFactory(complete=True, title="Other form")
    send(other, ANSWERS, key="old", address="192.0.2.1")
    SubmissionKey.objects.update(used_at="2020-01-01T00:00Z")
    ThrottleCount.objects.update(started=0)

    send(form, ANSWERS, key="new", address="192.0.2.2")

    assert SubmissionKey.objects.get().page == form
    assert ThrottleCount.objects.get().page == form


def test_a_command_removes_what_is_over_and_nothing_else(form: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(3):
        send(form, ANSWERS, key=f"key-{number}", address=f"192.0.2.{number}")
    old = SubmissionKey.objects.order_by("pk").values_list("pk", flat=True)[:2]
    SubmissionKey.objects.filter(pk__in=list(old)).update(used_at="2020-01-01T00:00Z")

    call_command("forget_form_senders")

    assert capsys.readouterr().out == "Forgot 2 entries.\n"
    assert (SubmissionKey.objects.count(), ThrottleCount.objects.count(), FormSubmission.objects.count()) == (1, 3, 3)


# At once


def mailed_form() -> Any:
    """A form in a database that has nothing else in it."""
    questions = [
        FormField(label="Your email", field_type="email"),
        FormField(label="Topics", field_type="checkboxes", required=False, choices="Training\nEvents"),
    ]
    return FormPageFactory(form_fields=questions, to_address="list@example.org")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("addresses", [["192.0.2.1"] * 4, [f"192.0.2.{number}" for number in range(4)]], ids=len)
def test_the_same_key_at_the_same_moment_is_kept_and_mailed_once(addresses: list[str]) -> None:
    form = mailed_form()

    responses = at_once(
        *(lambda address=address: send(form, ANSWERS, key="k", address=address) for address in addresses)
    )

    assert [response.status_code for response in responses] == [201] * 4
    assert len({response.json()["id"] for response in responses}) == 1
    assert len(kept(form)) == len(mail.outbox) == SubmissionKey.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_same_key_with_other_content_at_the_same_moment_keeps_one() -> None:
    form = mailed_form()

    responses = at_once(
        lambda: send(form, ANSWERS, key="k"), lambda: send(form, {"your_email": "other@example.org"}, key="k")
    )

    assert sorted(response.status_code for response in responses) == [201, 422]
    assert len(kept(form)) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_throttle_holds_for_requests_at_the_same_moment(settings: pytest_django.Settings) -> None:
    settings.FORM_THROTTLE_LIMIT = 2
    form = mailed_form()

    responses = at_once(*([lambda: send(form, ANSWERS)] * 5))

    assert sorted(response.status_code for response in responses) == [201, 201, 429, 429, 429]
    assert len(kept(form)) == 2
