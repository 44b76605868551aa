"""The fast path: a WSGI application in front of Django's that answers what is stored, from one row.

Used by ``cms.wsgi``. What it does not know, it hands on: anything but an anonymous ``GET`` or ``HEAD`` of the API.
"""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from cms.delivery.answers import Form, Policy, Sent, form_for, sent_to
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
        self.memory = Memory(settings.DELIVERY_MEMORY_BYTES, settings.DELIVERY_OUTAGE_SECONDS)

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
            sent = self._find(key, environ)
            if sent is not None:
                self.counts.hits += 1
                if not self.counts.hits & LOOKS_AT_CLOCK:
                    write_counts()
                start_response(sent.status, sent.headers)
                # A list: granian sends it at once, anything else piece by piece.
                return [sent.content] if method == "GET" else []
        return self.application(environ, start_response)

    def _find(self, key: str, environ: dict[str, Any]) -> Sent | None:
        """What the reader of this request is sent, ``None`` where nothing is stored under ``key``."""
        number = answer_id(key) + form_for(environ)
        try:
            state = self.reader.state()
            kept = self._kept(number, state)
            if kept is not None:
                return kept.to(environ, self.policy) if kept.form.holds_for(key) else None
            row = self.reader.read(number)
        except ReadError:
            return self.memory.recall(number, key, environ, self.policy)
        if row is None:
            return None
        form = Form._make(row)
        if not form.holds_for(key):
            return None
        if self.memory.wants(number):
            return self.memory.keep(number, form, state).to(environ, self.policy)
        return sent_to(environ, form, self.policy)

    def _kept(self, number: int, state: bytes | None) -> Kept | None:
        """What memory has under ``number``, if the database, now in ``state``, has the same."""
        kept = self.memory.known(number)
        if kept is None:
            return None
        if state is None or state != kept.state:
            head = self.reader.read_head(number)
            if head != kept.head:
                self.memory.forget(number)
                return None
            kept.state = state
        if self.memory.seconds:
            kept.read_at = time.time()
        return kept


def with_fast_path(application: Application) -> Application:
    """``application`` behind the store, if the settings have one."""
    return FastPath(application, reader_of()) if settings.DELIVERY_STORE else application
