"""Those who listen, and how much may wait for each of them. Filled by the poller, emptied by the application.

A listener whose queue is full does not take what it is sent. It is cut off, and resumes with ``Last-Event-ID``.
"""

import asyncio
from collections.abc import Iterator

from cms.streaming.events import heartbeat

__all__ = ["ASK_AGAIN", "END", "Listener", "Listeners"]

#: So many messages wait for one listener at most; the poller makes one each time that something changed.
LONGEST_QUEUE = 64

#: Instead of a message, to a listener with a credential: look what there is for you, and whether you still may.
ASK_AGAIN = b"ask again"
#: Nothing comes any more.
END = b""


class Listener:
    """One connection. ``at`` is the last number that it was sent or that was not for it."""

    __slots__ = ("at", "has_credential", "is_asked", "queue", "site_id", "task")

    def __init__(self, at: int, site_id: int | None, has_credential: bool) -> None:
        self.at = at
        self.site_id = site_id
        self.has_credential = has_credential
        self.is_asked = False  # to look again, and has not begun to
        self.queue: asyncio.Queue[bytes] = asyncio.Queue(LONGEST_QUEUE)
        self.task = asyncio.current_task()

    def put(self, message: bytes) -> None:
        """Have ``message`` sent, or cut the listener off."""
        try:
            self.queue.put_nowait(message)
        except asyncio.QueueFull:
            if self.task is not None:
                self.task.cancel()

    def pass_on(self, events: list[tuple[int, bytes]], whole: bytes, until: int) -> None:
        """Have those of ``events``, ``whole`` being all of them, sent that the listener has not got; it is then at
        ``until``.
        """
        if events and self.at < events[0][0]:
            self.put(whole)
        elif new := b"".join(text for number, text in events if number > self.at):
            self.put(new)
        self.at = max(self.at, until)


class Listeners:
    """All listeners of this process."""

    def __init__(self) -> None:
        self._all: set[Listener] = set()

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Listener]:
        return iter(tuple(self._all))

    def add(self, listener: Listener) -> None:
        """From now on ``listener`` hears of everything new."""
        self._all.add(listener)

    def remove(self, listener: Listener) -> None:
        """``listener`` is gone, or never was there."""
        self._all.discard(listener)

    def ask_again(self) -> None:
        """Let those with a credential look what there is for them."""
        for listener in self:
            if listener.has_credential and not listener.is_asked:
                listener.is_asked = True
                listener.put(ASK_AGAIN)

    def beat(self) -> None:
        """Tell everybody that the connection is alive, and how far they have come."""
        for listener in self:
            listener.put(heartbeat(listener.at))

    def end(self) -> None:
        """Let all connections end in order."""
        for listener in self:
            listener.put(END)
