"""What a process answered last, so that the database is asked for little more than whether it still holds.

Used by ``fast_path``. A form of an answer is kept with the head of its row, which is all of the row but the content.
Where the database gives the same head again, the content is the same as well: the ETag in it is made from it. With
``DELIVERY_OUTAGE_SECONDS``, what was kept also stands in for a database that is gone, and is marked so.
"""

import time
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from cms.delivery.answers import HEAD, Form, Policy, Sent, sent_to

__all__ = ["Kept", "Memory"]

MOST_ENTRIES = 500
OVERHEAD = 2_000  # bytes of the objects around one content, about
MOST_BYTES = 4 * 1024 * 1024  # twice that in the process, since threads allocate and free it in pieces
WARNING = '110 - "Response is Stale"'  # RFC 9111, section 5.5


class Kept:
    """A form that was read from the database, and what most readers are sent of it."""

    __slots__ = ("form", "head", "read_at", "sent")

    def __init__(self, form: Form) -> None:
        self.form = form
        self.head = form[:HEAD]
        self.read_at = time.time()
        self.sent: Sent | None = None

    @property
    def size(self) -> int:
        """Bytes that it takes, about."""
        return len(self.form.content) + len(self.form.surrogate_key) + OVERHEAD

    def to(self, environ: Mapping[str, Any], policy: Policy) -> Sent:
        """What the reader of this request gets, as ``sent_to`` says; made once for all who say no more than what they
        accept.
        """
        if self.form.valid_until is not None or "HTTP_ORIGIN" in environ or "HTTP_IF_NONE_MATCH" in environ:
            return sent_to(environ, self.form, policy)
        if self.sent is None:
            self.sent = sent_to(environ, self.form, policy)
        return self.sent


class Memory:
    """The forms that were sent last, by number, within bounds. ``seconds`` is how long one outlives the database."""

    def __init__(self, seconds: int = 0) -> None:
        self.seconds = seconds
        self._kept: OrderedDict[int, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self.known = self._kept.get

    def keep(self, number: int, form: Form) -> Kept:
        """Remember that the database just gave ``form``."""
        kept = Kept(form)
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
        is_over = kept.form.valid_until is not None and kept.form.valid_until <= now
        if kept.form.key != key or is_over or now - kept.read_at > self.seconds:
            return None
        return kept, [("Age", str(int(now - kept.read_at))), ("Warning", WARNING)]

    def _forget(self, number: int) -> None:
        kept = self._kept.pop(number, None)
        if kept is not None:
            self._bytes -= kept.size
