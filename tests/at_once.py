"""Runs pieces of work at the same moment, each in a thread with a database connection of its own."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connections

__all__ = ["at_once"]

LONGEST = 60.0  # seconds


def at_once(*pieces: Callable[[], Any], longest: float = LONGEST) -> list[Any]:
    """What ``pieces`` return, in their order, after all of them were begun together. Raises what the first raises.

    No piece may take more than ``longest`` seconds.
    """
    barrier = Barrier(len(pieces))
    results: list[Any] = [None] * len(pieces)
    failures: list[BaseException] = []

    def run(number: int) -> None:
        try:
            barrier.wait(LONGEST)
            results[number] = pieces[number]()
        except BaseException as failure:  # told by the thread that waits
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,), daemon=True) for number in range(len(pieces))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(longest)
        assert not thread.is_alive(), "still waiting"
    if failures:
        raise failures[0]
    return results
