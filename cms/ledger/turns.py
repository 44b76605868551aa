"""Writers of one process come to SQLite's lock one by one, in the order in which they asked.

SQLite keeps no queue: who finds the database locked sleeps and looks again, and somebody else may always be faster.
With many threads that write, one of them waits until its timeout and fails. PostgreSQL keeps a queue itself. Called by
``cms.ledger.head`` and ``cms.transactions`` around their transactions.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, get_ident

from django.db import connection

__all__ = ["turn"]


class _Queue:
    """A lock that is given to those who wait in their order. Who has it may take it again."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._holder: int | None = None
        self._waiting: deque[tuple[int, Lock]] = deque()

    def take(self) -> bool:
        """Wait for the turn. Returns False when this thread has it already."""
        me, mine = get_ident(), Lock()
        with self._guard:
            if self._holder == me:
                return False
            if self._holder is None:
                self._holder = me
                return True
            mine.acquire()
            self._waiting.append((me, mine))
        mine.acquire()  # released by the one before, who has made this thread the holder
        return True

    def pass_on(self) -> None:
        """Give the turn to who has waited longest."""
        with self._guard:
            self._holder, waiting = self._waiting.popleft() if self._waiting else (None, None)
        if waiting is not None:
            waiting.release()


_queue = _Queue()


@contextmanager
def turn() -> Iterator[None]:
    """Have the turn within this block of code; within a transaction, its holder has had it before."""
    if connection.vendor != "sqlite" or connection.in_atomic_block or not _queue.take():
        yield
        return
    try:
        yield
    finally:
        _queue.pass_on()
