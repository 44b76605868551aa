"""Django's handlers for WSGI and ASGI with requests that no header can break. Used by ``cms.wsgi`` and ``cms.asgi``.

Django decodes a query in whatever charset the ``Content-Type`` names, while it makes the request object: one that is
no encoding of text, or a query with too many parameters, then raises where nothing answers but the server.
"""

from typing import Any

from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

__all__ = ["UnicodeASGIHandler", "UnicodeWSGIHandler"]


class _UTF8:
    """Of a request: it is in UTF-8, as everything that this installation sends out."""

    content_type: str | None
    content_params: dict[str, str] | None

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:
            self.content_type, self.content_params = "", {}


class _WSGIRequest(_UTF8, WSGIRequest):
    """Made by ``UnicodeWSGIHandler``."""


class _ASGIRequest(_UTF8, ASGIRequest):
    """Made by ``UnicodeASGIHandler``."""


class UnicodeWSGIHandler(WSGIHandler):
    """Django's WSGI application."""

    request_class = _WSGIRequest


class UnicodeASGIHandler(ASGIHandler):
    """Django's ASGI application."""

    request_class = _ASGIRequest
