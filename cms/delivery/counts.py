"""How often this process answered from the store and how often it had to render. Written to the database now and then.

Counted by ``fast_path`` and ``middleware``; the ``delivery`` command reads what was written.
"""

import os
import socket
import time
from dataclasses import dataclass, field
from functools import lru_cache

__all__ = ["Counts", "counts"]


@dataclass(slots=True)
class Counts:
    """The counts of one process since it started. Threads may lose one another's step now and then."""

    worker: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{int(time.time())}"[:64])
    hits: int = 0
    misses: int = 0
    stored: int = 0
    unstored: int = 0
    due: float = 0.0  # when they are to be written next, by time.monotonic()


@lru_cache(maxsize=1)
def counts() -> Counts:
    """Those of this process."""
    return Counts()
