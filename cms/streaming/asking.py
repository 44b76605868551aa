"""Asks Django, in this process, as a client would: the same middleware, the same rules, the same answer.

Called by the application for each listener, in a thread.
"""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core import signals
from django.urls import set_script_prefix

from cms.api.v3.change_readers import followed_site
from cms.handlers import own_handler, reading_environ
from cms.hosts import API_PREFIX
from cms.streaming.events import event

__all__ = ["STREAM_PATH", "Answer", "ask", "ask_for_changes"]

CHANGES_PATH = f"{API_PREFIX}v3/changes/"
STREAM_PATH = f"{CHANGES_PATH}stream/"
MOST_CHANGES = 500
#: Of an answer, what a stream has otherwise or not at all.
OWN_HEADERS = frozenset({"content-type", "content-length", "cache-control", "etag"})


class Answer(NamedTuple):
    """What Django answered. Changes are events, with the numbers ``next`` and ``latest``, for the site ``site_id``
    or, ``None``, for every one.
    """

    status: int
    headers: list[tuple[str, str]]
    content: bytes
    next: int = 0
    latest: int = 0
    site_id: int | None = None

    @property
    def is_right(self) -> bool:
        """Whether there are changes, and not a problem."""
        return self.status == HTTPStatus.OK

    @property
    def kept_headers(self) -> list[tuple[str, str]]:
        """Those that hold for a stream as well, such as who may read it from another origin."""
        return [(name, value) for name, value in self.headers if name.lower() not in OWN_HEADERS]


def ask_for_changes(scope: Any, after: str | None, site: str | None) -> Answer:
    """The changes after a number; without one, none and where the ledger stands. ``scope`` is of the listener."""
    asked = {"after": after, "site": site, "limit": MOST_CHANGES}
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return ask(scope, CHANGES_PATH, query)


def ask(scope: Any, path: str, query: str) -> Answer:
    """The answer to ``GET path?query`` with everything else as in ``scope``."""
    environ = _environ(scope, path, query)
    set_script_prefix("/")
    signals.request_started.send(sender=type(own_handler()), environ=environ)
    request = own_handler().request_class(environ)
    response = own_handler().get_response(request)
    try:
        headers = list(response.items())
        content = response.content
        if response.status_code != HTTPStatus.OK:
            return Answer(response.status_code, headers, content)
        told = json.loads(content)
        events = b"".join(event(item["number"], json.dumps(item)) for item in told["items"])
        return Answer(response.status_code, headers, events, told["next"], told["latest"], followed_site(request))
    finally:
        response.close()  # tells Django that the request is over, which gives connections back


def _environ(scope: Any, path: str, query: str) -> dict[str, Any]:
    """The request in the form of WSGI (PEP 3333)."""
    host, port = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    further = {**_headers(scope["headers"]), "REMOTE_ADDR": client[0]}
    return reading_environ(path, query, (host, str(port or 80)), scope.get("scheme", "http"), further)


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """As Django's own ASGI requests have them: repeated ones together, those with underscores not at all."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if b"_" not in name and name not in (b"content-length", b"content-type", b"if-none-match", b"if-match"):
            found.setdefault(f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}", []).append(
                value.decode("latin-1")
            )
    return {name: ",".join(values) for name, values in found.items()}
