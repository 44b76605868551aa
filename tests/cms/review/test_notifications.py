"""The workflow's emails: who gets which, with what in it; and a mail server in trouble that stops no approval."""

import socket
from typing import Any

import pytest
import pytest_django
from django.contrib.auth import get_user_model
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from pages.models import ContentPage
from tests.cms.review.admin_forms import Person
from tests.cms.smtp_server import smtp_server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address_of_the_admin(settings: pytest_django.Settings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example.org"


@pytest.fixture
def submitted(designer: Person, home: Any) -> ContentPage:
    """A page of the designer's, in the first step."""
    designer.create(home, "pages.contentpage", {"title": "Accessibility", "slug": "accessibility"}, "action-submit")
    return ContentPage.objects.get(slug="accessibility")


def sent() -> dict[str, tuple[str, str]]:
    """Subject and text of each email, by its recipient; and forget them."""
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox)
    messages = {message.to[0]: (message.subject, str(message.body)) for message in mail.outbox}
    mail.outbox.clear()
    return messages


def test_reviewers_hear_of_a_submission_with_a_link_to_the_page(reviewer: Person, submitted: ContentPage) -> None:
    messages = sent()
    assert set(messages) == {reviewer.user.email}
    subject, text = messages[reviewer.user.email]
    assert subject == 'The page "Accessibility" has been submitted for approval in moderation stage "Content review"'
    assert f"https://cms.example.org{reviewer.edit_url(submitted)}" in text


def test_an_email_comes_from_the_configured_sender(
    settings: pytest_django.Settings, reviewer: Person, designer: Person, home: Any
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Digital skills <cms@example.org>"
    designer.create(home, "pages.contentpage", {"title": "Accessibility", "slug": "accessibility"}, "action-submit")
    assert [message.from_email for message in mail.outbox] == ["Digital skills <cms@example.org>"]


def test_the_author_reads_in_the_email_why_a_page_came_back(
    designer: Person, reviewer: Person, submitted: ContentPage
) -> None:
    sent()
    reviewer.decide(submitted, "reject", "Please name the standard.")
    messages = sent()
    assert set(messages) == {designer.user.email}
    subject, text = messages[designer.user.email]
    assert subject.startswith('The page "Accessibility" has been rejected')
    assert "Please name the standard." in text
    assert f"https://cms.example.org{designer.edit_url(submitted)}" in text


def test_the_other_reviewers_hear_of_the_second_step_and_the_author_of_the_last(
    designer: Person, reviewer: Person, person: Any, submitted: ContentPage
) -> None:
    colleague = person("robin", "Reviewers")
    sent()
    reviewer.decide(submitted, "approve")
    messages = sent()
    assert set(messages) == {colleague.user.email}
    assert 'in moderation stage "Approval"' in messages[colleague.user.email][0]

    colleague.decide(submitted, "approve")
    messages = sent()
    assert set(messages) == {designer.user.email}
    approved = 'The page "Accessibility" has been approved in "Content review, then approval".'
    assert messages[designer.user.email][0] == approved


def test_somebody_who_left_gets_no_email(designer: Person, reviewer: Person, home: Any) -> None:
    get_user_model().objects.filter(pk=reviewer.user.pk).update(is_active=False)
    designer.create(home, "pages.contentpage", {"title": "Accessibility", "slug": "accessibility"}, "action-submit")
    assert mail.outbox == []


def nobody_listens(settings: pytest_django.Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = free.getsockname()[1]


def no_such_host(settings: pytest_django.Settings) -> None:
    settings.EMAIL_HOST = "mail.invalid"


def sign_in_refused(settings: pytest_django.Settings) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "cms", "wrong"


@pytest.mark.parametrize("trouble", [nobody_listens, no_such_host, sign_in_refused])
def test_a_mail_server_in_trouble_stops_no_approval(
    trouble: Any,
    settings: pytest_django.Settings,
    designer: Person,
    reviewer: Person,
    submitted: ContentPage,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.EMAIL_BACKEND = "cms.mail.AfterCommitBackend"
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 2
    with smtp_server(lets_in=False) as server:
        settings.EMAIL_PORT = server.port
        trouble(settings)
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                assert reviewer.decide(submitted, "approve").status_code == 302
    assert ContentPage.objects.get(pk=submitted.pk).live
    assert 'Email not sent: “The page "Accessibility" has been approved' in caplog.text
    assert f"” to {designer.user.email}" in caplog.text
