"""What a process answered last, so that the database is asked for little more than whether it still holds.

Used by ``fast_path``. An answer is kept with the head of its row, which is all of the row but the contents. Where the
database gives the same head again, the contents are the same as well: the ETag in it is made from them. With
``DELIVERY_OUTAGE_SECONDS``, what was kept also stands in for a database that is gone, and is marked so.
"""

import time
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from cms.delivery.answers import HEAD, Answer, Policy, Sent, answer_to

__all__ = ["Kept", "Memory"]

MOST_ENTRIES = 500
MOST_BYTES = 16 * 1024 * 1024
MOST_FORMS = 4  # of one answer; readers can make up as many ways to say what they accept
WARNING = '110 - "Response is Stale"'  # RFC 9111, section 5.5


class Kept:
    """An answer that was read from the database, and what readers were sent of it."""

    __slots__ = ("answer", "head", "read_at", "sent")

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.head = answer[:HEAD]
        self.read_at = time.time()
        self.sent: dict[str, Sent] = {}

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        bodies = (self.answer.content, self.answer.gzip or b"", self.answer.brotli or b"")
        return sum(map(len, bodies)) + len(self.answer.surrogate_key)

    def to(self, environ: Mapping[str, Any], policy: Policy) -> Sent:
        """What the reader of this request gets, as ``answer_to`` says; made once for readers who ask alike."""
        if self.answer.valid_until is not None or "HTTP_ORIGIN" in environ or "HTTP_IF_NONE_MATCH" in environ:
            return answer_to(environ, self.answer, policy)
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        sent = self.sent.get(accepted)
        if sent is None:
            sent = answer_to(environ, self.answer, policy)
            if len(self.sent) < MOST_FORMS:
                self.sent[accepted] = sent
        return sent


class Memory:
    """The answers of the last requests, by number, within bounds. ``seconds`` is how long one outlives the database."""

    def __init__(self, seconds: int = 0) -> None:
        self.seconds = seconds
        self._kept: OrderedDict[int, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self.known = self._kept.get

    def keep(self, number: int, answer: Answer) -> Kept:
        """Remember that the database just gave ``answer``."""
        kept = Kept(answer)
        with self._lock:
            self._forget(number)
            self._kept[number] = kept
            self._bytes += kept.size
            while len(self._kept) > MOST_ENTRIES or self._bytes > MOST_BYTES:
                self._forget(next(iter(self._kept)))
        return kept

    def forget(self, number: int) -> None:
        """What was removed from the database is not kept here either."""
        with self._lock:
            self._forget(number)

    def recall(self, number: int, key: str) -> tuple[Kept, list[tuple[str, str]]] | None:
        """What was served last, with headers that say so; ``None`` when that is too long ago."""
        kept = self._kept.get(number)
        if kept is None or not self.seconds:
            return None
        now = time.time()
        is_over = kept.answer.valid_until is not None and kept.answer.valid_until <= now
        if kept.answer.key != key or is_over or now - kept.read_at > self.seconds:
            return None
        return kept, [("Age", str(int(now - kept.read_at))), ("Warning", WARNING)]

    def _forget(self, number: int) -> None:
        kept = self._kept.pop(number, None)
        if kept is not None:
            self._bytes -= kept.size
