"""Emails and logs."""

from typing import Any
from urllib.parse import unquote, urlsplit

from cms.conf import product_settings
from cms.errors import ConfigurationError

DEFAULT_FROM_EMAIL = product_settings().email_from
SERVER_EMAIL = product_settings().email_from
EMAIL_SUBJECT_PREFIX = f"[{product_settings().site_name}] "
EMAIL_TIMEOUT = 10


def email_backend(url: str) -> dict[str, Any]:
    """Django's email settings for ``smtp://user:password@host:port``, ``smtps://...`` or, for an empty ``url``, the
    console.

    ``smtp`` upgrades the connection with STARTTLS unless the host is this machine; ``smtps`` starts with TLS.
    Raises ``ConfigurationError`` for any other scheme.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ConfigurationError("EMAIL_URL must look like smtp://user:password@host:587 or smtps://...")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1", "::1"),
    }


globals().update(email_backend(product_settings().email_url))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": product_settings().log_level},
}
