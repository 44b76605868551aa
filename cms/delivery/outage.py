"""What a process served last, to go on with for a while when the database is gone. Used by ``fast_path``.

Only with ``DELIVERY_OUTAGE_SECONDS``: whoever sets it prefers an answer that may be stale, and is marked so, to none.
"""

import time
from collections import OrderedDict
from threading import Lock

from cms.delivery.answers import Answer

__all__ = ["Memory"]

MOST_ENTRIES = 500
MOST_BYTES = 16 * 1024 * 1024
#: Seconds between two looks at the clock for one answer; between them, keeping it costs one comparison.
REFRESHED_AFTER = 1.0
WARNING = '110 - "Response is Stale"'  # RFC 9111, section 5.5


class Memory:
    """The answers that were read most recently, with when."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self._kept: OrderedDict[int, tuple[float, Answer]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def keep(self, number: int, answer: Answer) -> None:
        """Remember that the database just gave ``answer``."""
        now = time.time()
        known = self._kept.get(number)
        if known is not None and known[1].etag == answer.etag and now - known[0] < REFRESHED_AFTER:
            return
        with self._lock:
            self._forget(number)
            self._kept[number] = (now, answer)
            self._bytes += _size(answer)
            while len(self._kept) > MOST_ENTRIES or self._bytes > MOST_BYTES:
                self._forget(next(iter(self._kept)))

    def recall(self, number: int, key: str) -> tuple[Answer, list[tuple[str, str]]] | None:
        """What was served last, with headers that say so; ``None`` when that is too long ago."""
        known = self._kept.get(number)
        if known is None:
            return None
        read_at, answer = known
        now = time.time()
        is_over = answer.valid_until is not None and answer.valid_until <= now
        if answer.key != key or is_over or now - read_at > self.seconds:
            return None
        return answer, [("Age", str(int(now - read_at))), ("Warning", WARNING)]

    def _forget(self, number: int) -> None:
        known = self._kept.pop(number, None)
        if known is not None:
            self._bytes -= _size(known[1])


def _size(answer: Answer) -> int:
    return len(answer.content) + len(answer.gzip or b"") + len(answer.brotli or b"")
