"""Emails and logs."""

from typing import Any
from urllib.parse import unquote, urlsplit

from cms.conf import product_settings
from cms.errors import ConfigurationError

DEFAULT_FROM_EMAIL = product_settings().email_from
SERVER_EMAIL = product_settings().email_from
EMAIL_SUBJECT_PREFIX = f"[{product_settings().site_name}] "
EMAIL_TIMEOUT = 10
_URL_FORM = "EMAIL_URL must look like smtp://user:password@host:587 or smtps://user:password@host."


def email_delivery(url: str) -> dict[str, Any]:
    """Django's email settings for ``smtp://user:password@host:port`` or ``smtps://...``; without ``url``, the console.

    ``smtp`` upgrades the connection with STARTTLS unless the host is this machine; ``smtps`` starts with TLS.
    Raises ``ConfigurationError`` for anything else, without repeating the URL, which holds a password.
    """
    if not url:
        return {"EMAIL_DELIVERY_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a port that is no number, a bracket that is not closed
        raise ConfigurationError(_URL_FORM) from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ConfigurationError(_URL_FORM)
    return {
        "EMAIL_DELIVERY_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1", "::1"),
    }


EMAIL_BACKEND = "cms.mail.AfterCommitBackend"  # hands over to the delivery backend when the change is committed
globals().update(email_delivery(product_settings().email_url.get_secret_value()))

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": product_settings().log_level},
    "loggers": {"django_tasks": {"level": "WARNING"}},  # tells of every page that is indexed for search
}
