"""Emails wait for the end of the transaction; a mail server in trouble undoes nothing and stops no other email."""

import pytest
import pytest_django
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.mail import AfterCommitBackend
from tests.cms.smtp_server import smtp_server

BACKEND = "cms.mail.AfterCommitBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def _through_the_backend(settings: pytest_django.Settings) -> None:
    settings.EMAIL_BACKEND = BACKEND
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.EMAIL_TIMEOUT = 2


def message(recipient: str = "reviewer@example.org") -> EmailMessage:
    return EmailMessage("Page submitted", "Please look.", to=[recipient])


def use_smtp(settings: pytest_django.Settings, port: int) -> None:
    settings.EMAIL_DELIVERY_BACKEND = SMTP
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "cms", "secret"


@pytest.mark.django_db
def test_an_email_leaves_only_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert message().send() == 1
        assert mail.outbox == []
    assert [sent.subject for sent in mail.outbox] == ["Page submitted"]


@pytest.mark.django_db
def test_an_email_about_a_change_that_was_rolled_back_is_never_sent(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        message().send()
        transaction.set_rollback(True)
    assert mail.outbox == []


def test_outside_a_transaction_an_email_is_sent_at_once_and_an_error_is_raised(
    settings: pytest_django.Settings,
) -> None:
    message().send()
    assert len(mail.outbox) == 1

    with smtp_server(lets_in=False) as server:
        use_smtp(settings, server.port)
        with pytest.raises(OSError, match="535"):
            message().send()
        assert message().send(fail_silently=True) == 0


@pytest.mark.django_db
def test_a_server_that_refuses_the_sign_in_undoes_no_change(
    settings: pytest_django.Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with smtp_server(lets_in=False) as server:
        use_smtp(settings, server.port)
        with django_capture_on_commit_callbacks(execute=True):
            Group.objects.create(name="Kept")
            message().send()
    assert Group.objects.filter(name="Kept").exists()
    assert "“Page submitted” to reviewer@example.org" in caplog.text
    assert "535" in caplog.text


@pytest.mark.django_db
def test_one_refused_recipient_costs_no_other_their_email(
    settings: pytest_django.Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with smtp_server(unknown="gone@") as server:
        use_smtp(settings, server.port)
        with django_capture_on_commit_callbacks(execute=True):
            connection = get_connection()
            sent = connection.send_messages([message("gone@example.org"), message("here@example.org")])
            assert sent == 2
            assert server.received == []
        assert server.received == ["TO:<here@example.org>"]
    assert "to gone@example.org" in caplog.text


@pytest.mark.django_db
def test_a_server_that_is_down_is_waited_for_once_per_sender(
    settings: pytest_django.Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with smtp_server() as server:
        port = server.port
    use_smtp(settings, port)  # nobody listens there any more
    with django_capture_on_commit_callbacks(execute=True):
        backend = AfterCommitBackend()
        for number in range(3):
            backend.send_messages([message(f"person{number}@example.org")])
    failures = [record for record in caplog.records if record.name == "cms.mail"]
    assert len(failures) == 3
    assert [str(record.exc_info[1]) for record in failures if record.exc_info][1:] == [
        "The mail server could not be reached a moment ago."
    ] * 2
