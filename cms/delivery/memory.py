"""What a process answered last, so that the database is asked for little more than whether it still holds.

Used by ``fast_path``. A form of an answer is kept with the head of its row, which is all of the row but the content.
Where the database gives the same head again, the content is the same as well: the ETag in it is made from it. While
nothing at all was committed, as ``Reader.state`` can tell, not even the head is asked for. With
``DELIVERY_OUTAGE_SECONDS``, what was kept also stands in for a database that is gone, and is marked so.

A form is kept once it is asked for a second time within some requests. What is asked for in turn, more than fits, would
only push out what is asked for often.
"""

import time
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from cms.delivery.answers import HEAD, Form, Policy, Sent, sent_to

__all__ = ["Kept", "Memory"]

SIGHTED = 64  # numbers that are remembered for what is asked for a second time, and the same again
OVERHEAD = 2_000  # bytes of the objects around one content, about
WARNING = '110 - "Response is Stale"'  # RFC 9111, section 5.5


class Kept:
    """A form that was read from the database, and what most readers are sent of it. ``state`` is where the database
    stood when the form was last seen there.
    """

    __slots__ = ("form", "head", "read_at", "sent", "state")

    def __init__(self, form: Form, state: bytes | None) -> None:
        self.form = form
        self.head = form[:HEAD]
        self.state = state
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
    """The forms that are asked for often, by number, in at most ``most_bytes``, about. ``seconds`` is how long one
    outlives the database.
    """

    def __init__(self, most_bytes: int, seconds: int = 0) -> None:
        self.most_bytes = most_bytes
        self.seconds = seconds
        self._kept: OrderedDict[int, Kept] = OrderedDict()
        self._sighted: set[int] = set()
        self._sighted_before: set[int] = set()
        self._bytes = 0
        self._lock = Lock()
        self.known = self._kept.get

    def keep(self, number: int, form: Form, state: bytes | None) -> Kept:
        """Remember that the database just gave ``form``, in ``state`` or one after it."""
        kept = Kept(form, state)
        with self._lock:
            self._forget(number)
            self._kept[number] = kept
            self._bytes += kept.size
            while self._bytes > self.most_bytes:
                self._forget(next(iter(self._kept)))
        return kept

    def wants(self, number: int) -> bool:
        """Whether this form is to be kept, which was just read. Two threads may disagree on that without harm."""
        if not self.most_bytes:
            return False
        if self.seconds or number in self._sighted or number in self._sighted_before:
            return True
        if len(self._sighted) >= SIGHTED:
            self._sighted_before, self._sighted = self._sighted, set()
        self._sighted.add(number)
        return False

    def forget(self, number: int) -> None:
        """What was removed from the database is not kept here either."""
        with self._lock:
            self._forget(number)

    def recall(self, number: int, key: str, environ: Mapping[str, Any], policy: Policy) -> Sent | None:
        """What was served last, with headers that say so; ``None`` when that is too long ago."""
        kept = self._kept.get(number)
        if kept is None or not self.seconds:
            return None
        age = time.time() - kept.read_at
        if not kept.form.holds_for(key) or age > self.seconds:
            return None
        sent = kept.to(environ, policy)
        return sent._replace(headers=[*sent.headers, ("Age", str(int(age))), ("Warning", WARNING)])

    def _forget(self, number: int) -> None:
        kept = self._kept.pop(number, None)
        if kept is not None:
            self._bytes -= kept.size
