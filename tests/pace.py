"""How fast this machine is, so that what is held to a second of one machine is held to as much work on another."""

import json
import re
import time
from functools import cache

__all__ = ["seconds"]

#: Seconds that ``_work`` takes on an idle core of the machine in docs/performance.md.
REFERENCE = 0.05
TRIES = 5


def seconds(bound: float) -> float:
    """``bound``, or as much longer as this machine is slower than the one that bounds are given for."""
    return bound * _slowness()


@cache
def _slowness() -> float:
    return max(1.0, min(_work() for _try in range(TRIES)) / REFERENCE)


def _work() -> float:
    """Seconds on the processor for a fixed piece of work of the kinds that requests are made of."""
    began = time.process_time()
    for number in range(60):
        rows = [{"id": each, "title": f"Title {each * number}", "tags": ["a", "b"]} for each in range(200)]
        text = json.dumps(json.loads(json.dumps(rows)))
        re.sub(r"<[^>]+>|\d+", lambda found: found[0][::-1], text)
    return time.process_time() - began
