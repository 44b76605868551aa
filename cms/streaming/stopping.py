"""Hearing early that the server stops. Called by the application when it starts.

Servers wait until every connection has ended before they tell an application that it is over (the lifespan protocol),
and a stream does not end by itself. So the system's signals are heard here as well, and passed on to the server.
"""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType

__all__ = ["when_stopped"]

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def when_stopped(call: Callable[[], object]) -> None:
    """Have ``call`` called in the running loop when this process is told to stop, beside what the server does then.

    Only where the loop runs in the main thread, which alone hears of signals.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        before = signal.getsignal(number)

        def handle(number: int, frame: FrameType | None, before: object = before) -> None:
            loop.call_soon_threadsafe(call)
            if callable(before):  # the server's own; asyncio's does nothing and hears of the signal in another way
                before(number, frame)

        signal.signal(number, handle)
