"""A request to the API within another one: what an operation of version 3 answers to the same caller.

Called by ``cms.api.v3.representations`` for the ETags of what is written, and by ``cms.api.reading``.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve

from blocks.rich_text import RichTextFormat, rich_text_in
from cms.api.callers import Caller, caller_of, remember_caller

__all__ = ["response_to"]


def response_to(
    request: HttpRequest, path: str, query: Mapping[str, Any], caller: Caller | None = None
) -> HttpResponse:
    """The response to a GET of ``path`` by ``caller``, else by the caller of ``request``."""
    reading = _Reading(request, path, urlencode(query, doseq=True), caller or caller_of(request))
    view, arguments, keywords = resolve(path)
    rich_text_format: RichTextFormat = "markdown" if query.get("rich_text_format") == "markdown" else "html"
    with rich_text_in(rich_text_format):
        response: HttpResponse = view(reading, *arguments, **keywords)
    return response


class _Reading(HttpRequest):
    """A GET of ``path`` on the host of ``request``, without content, and with its session: in the API, an empty one."""

    def __init__(self, request: HttpRequest, path: str, query: str, caller: Caller) -> None:
        super().__init__()
        self.method, self.path, self.path_info = "GET", path, path
        self.GET = QueryDict(query)
        self.META = {
            **request.META,
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": "",
        }
        self._scheme = request.scheme or "http"
        self._body = b""
        if hasattr(request, "session"):
            self.session = request.session
        remember_caller(self, caller)

    def _get_scheme(self) -> str:
        return self._scheme
