"""Emails go to the server that EMAIL_URL names."""

import pytest

from cms.errors import ConfigurationError
from cms.settings.messages import email_delivery


def test_without_a_server_emails_go_to_the_console() -> None:
    assert email_delivery("")["EMAIL_DELIVERY_BACKEND"] == "django.core.mail.backends.console.EmailBackend"


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://mail.example.org:587", 587, True, False),
        ("smtp://mail.example.org", 25, True, False),
        ("smtp://localhost:1025", 1025, False, False),
        ("smtps://mail.example.org", 465, False, True),
    ],
)
def test_the_scheme_and_host_decide_on_encryption(url: str, port: int, starttls: bool, tls: bool) -> None:
    settings = email_delivery(url)
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (port, starttls, tls)


def test_user_and_password_may_hold_any_character_when_quoted() -> None:
    settings = email_delivery("smtp://cms%40example.org:p%2Fss@mail.example.org")
    assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("cms@example.org", "p/ss")


@pytest.mark.parametrize("url", ["mail.example.org", "http://user:hunter2@host", "smtp://", "smtp://u:hunter2@h:port"])
def test_a_wrong_email_url_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^EMAIL_URL must ") as refusal:
        email_delivery(url)
    assert "hunter2" not in str(refusal.value)
