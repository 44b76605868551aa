"""Django's handlers for WSGI and ASGI with requests that no header can break. Used by ``cms.wsgi`` and ``cms.asgi``,
and by whoever asks the application within its own process (``own_handler``, ``reading_environ``).

Django decodes a query in whatever charset the ``Content-Type`` names, while it makes the request object: one that is
no encoding of text, or a query with too many parameters, then raises where nothing answers but the server.
"""

import io
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.core.handlers.asgi import ASGIHandler, ASGIRequest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

__all__ = ["UnicodeASGIHandler", "UnicodeWSGIHandler", "own_handler", "reading_environ"]


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


@lru_cache(maxsize=1)
def own_handler() -> Any:
    """The application, for requests that this process makes of itself."""
    return UnicodeWSGIHandler()


def reading_environ(path: str, query: str, server: tuple[str, str], scheme: str, further: Mapping[str, Any]) -> Any:
    """The environment of ``GET path?query`` (PEP 3333). ``server`` is a name and a port, ``further`` the headers."""
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": server[0],
        "SERVER_PORT": server[1],
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        **further,
    }
