"""The fast path: a WSGI application in front of Django's that answers what is stored, from one row.

Used by ``cms.wsgi``. What it does not know, it hands on: anything but an anonymous ``GET`` or ``HEAD`` of the API.
"""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from cms.delivery.answers import Form, Policy, form_for
from cms.delivery.build import build
from cms.delivery.counts import counts
from cms.delivery.keys import LONGEST_QUERY, answer_id, direct_place, proxied_place, request_key
from cms.delivery.memory import Kept, Memory
from cms.delivery.readers import Reader, ReadError, reader_of
from cms.delivery.status import write_counts
from cms.hosts import API_PREFIX

__all__ = ["FastPath", "with_fast_path"]

LOOKS_AT_CLOCK = 1023  # after so many answers, and one

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class FastPath:
    """Answers from the store, and hands on to ``application`` what is not there."""

    def __init__(self, application: Application, reader: Reader) -> None:
        self.application = application
        self.reader = reader
        self.policy = Policy.of_settings()
        self.place = proxied_place if settings.BEHIND_PROXY else direct_place
        self.build = build()
        self.counts = counts()
        self.memory = Memory(settings.DELIVERY_OUTAGE_SECONDS)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The answer to one request, as WSGI (PEP 3333) asks for it."""
        method = environ["REQUEST_METHOD"]
        path = environ["PATH_INFO"]
        if (
            (method == "GET" or method == "HEAD")
            and path.startswith(API_PREFIX)
            and "HTTP_AUTHORIZATION" not in environ
            and "HTTP_IF_MATCH" not in environ
            and len(query := environ["QUERY_STRING"]) <= LONGEST_QUERY
        ):
            key = request_key(self.build, self.place(environ), path, query)
            found = self._find(key, form_for(environ))
            if found is not None:
                kept, further = found
                sent = kept.to(environ, self.policy)
                self.counts.hits += 1
                if not self.counts.hits & LOOKS_AT_CLOCK:
                    write_counts()
                start_response(sent.status, sent.headers + further if further else sent.headers)
                # A list: granian sends it at once, anything else piece by piece.
                return [sent.content] if method == "GET" else []
        return self.application(environ, start_response)

    def _find(self, key: str, form: int) -> tuple[Kept, list[tuple[str, str]] | None] | None:
        number = answer_id(key) + form
        try:
            kept = self._read(number)
        except ReadError:
            return self.memory.recall(number, key)
        if kept is None or kept.form.key != key:
            return None
        if kept.form.valid_until is not None and kept.form.valid_until <= time.time():
            return None
        return kept, None

    def _read(self, number: int) -> Kept | None:
        """What the database has under ``number`` now, with the content from memory if it is that."""
        kept = self.memory.known(number)
        if kept is not None:
            head = self.reader.read_head(number)
            if head == kept.head:
                if self.memory.seconds:
                    kept.read_at = time.time()
                return kept
            if head is None:
                self.memory.forget(number)
                return None
        row = self.reader.read(number)
        return None if row is None else self.memory.keep(number, Form._make(row))


def with_fast_path(application: Application) -> Application:
    """``application`` behind the store, if the settings have one."""
    return FastPath(application, reader_of()) if settings.DELIVERY_STORE else application
