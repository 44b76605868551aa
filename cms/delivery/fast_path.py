"""The fast path: a WSGI application in front of Django's that answers what is stored, from one row.

Used by ``cms.wsgi``. What it does not know, it hands on: anything but an anonymous ``GET`` or ``HEAD`` of the API.
"""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from cms.delivery.answers import Answer, Policy, answer_to
from cms.delivery.build import build
from cms.delivery.counts import counts
from cms.delivery.keys import LONGEST_QUERY, answer_id, direct_place, proxied_place, request_key
from cms.delivery.outage import Memory
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
        self.read = reader.read
        self.policy = Policy.of_settings()
        self.place = proxied_place if settings.BEHIND_PROXY else direct_place
        self.build = build()
        self.counts = counts()
        self.memory = Memory(settings.DELIVERY_OUTAGE_SECONDS) if settings.DELIVERY_OUTAGE_SECONDS else None

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
            found = self._find(key)
            if found is not None:
                answer, further = found
                sent = answer_to(environ, answer, self.policy)
                self.counts.hits += 1
                if not self.counts.hits & LOOKS_AT_CLOCK:
                    write_counts()
                start_response(sent.status, sent.headers + further if further else sent.headers)
                return (sent.content,) if method == "GET" else ()
        return self.application(environ, start_response)

    def _find(self, key: str) -> tuple[Answer, list[tuple[str, str]] | None] | None:
        number = answer_id(key)
        try:
            row = self.read(number)
        except ReadError:
            return self.memory.recall(number, key) if self.memory else None
        if row is None or row[0] != key:
            return None
        answer = Answer._make(row)
        if answer.valid_until is not None and answer.valid_until <= time.time():
            return None
        if self.memory:
            self.memory.keep(number, answer)
        return answer, None


def with_fast_path(application: Application) -> Application:
    """``application`` behind the store, if the settings have one."""
    return FastPath(application, reader_of()) if settings.DELIVERY_STORE else application
