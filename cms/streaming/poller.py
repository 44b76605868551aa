"""Looks, twice a second, where the ledger stands, and reads what is new once for everybody who listens.

One task in each process, as long as somebody listens. The application starts it.
"""

import asyncio
import logging
from concurrent.futures import Executor
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, close_old_connections

from cms.api.v3.change_readers import is_for_everybody
from cms.api.v3.changes import change_text
from cms.errors import ChangesGoneError
from cms.ledger.following import changes_after
from cms.ledger.models import Change
from cms.streaming.events import event
from cms.streaming.listeners import Listeners

__all__ = ["Poller"]

SECONDS_BETWEEN_LOOKS = 0.5
LOOKS_BETWEEN_HEARTBEATS = 40  # 20 seconds: proxies close what is silent for 60
HEARTBEATS_BETWEEN_CHECKS = 3  # after a minute at most, a token that is not valid any more hears nothing
MOST_CHANGES = 500

logger = logging.getLogger(__name__)


class News(NamedTuple):
    """What is new: each change with its event, up to the number ``until`` of ``latest``."""

    events: list[tuple[Change, bytes]]
    until: int
    latest: int


class Poller:
    """``position`` is the number up to which everybody has been told; ``None`` while nobody listens."""

    def __init__(self, listeners: Listeners, threads: Executor) -> None:
        self.position: int | None = None
        self._listeners = listeners
        self._threads = threads
        self._looks = 0
        self._is_failing = False

    async def run(self) -> None:
        """Look again and again, until the task is cancelled."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            if not len(self._listeners):
                self.position = None
            while self.position is not None and await self._look(self.position):
                pass
            self._keep_alive()

    async def _look(self, position: int) -> bool:
        """Tell what is new. Whether there is more."""
        loop = asyncio.get_running_loop()
        try:
            news = await loop.run_in_executor(self._threads, read, position)
        except ChangesGoneError:  # a backup was restored: they come back and are told to start over
            self._listeners.end()
            self.position = None
            return False
        except (DatabaseError, InterfaceError):  # the second one: the connection is not there any more
            if not self._is_failing:
                logger.exception("The ledger cannot be read; trying again")
            self._is_failing = True
            return False
        self._is_failing = False
        if news.until > position:
            self._tell(news)
        self.position = news.until
        return news.until < news.latest

    def _tell(self, news: News) -> None:
        of_site = {site_id: _events_of(news, site_id) for site_id in {each.site_id for each in self._listeners}}
        for listener in self._listeners:
            if not listener.has_credential:
                listener.pass_on(*of_site[listener.site_id], news.until)
        self._listeners.ask_again()

    def _keep_alive(self) -> None:
        self._looks += 1
        if self._looks % LOOKS_BETWEEN_HEARTBEATS == 0:
            self._listeners.beat()
        if self._looks % (LOOKS_BETWEEN_HEARTBEATS * HEARTBEATS_BETWEEN_CHECKS) == 0:
            self._listeners.ask_again()


def read(after: int) -> News:
    """What is new after a number. Runs in a thread."""
    close_old_connections()
    try:
        window = changes_after(after, MOST_CHANGES)
        events = [(row, event(row.number, change_text(row))) for row in window.rows]
        return News(events, window.looked_at, window.latest)
    finally:
        close_old_connections()


Events = tuple[list[tuple[int, bytes]], bytes]


def _events_of(news: News, site_id: int | None) -> Events:
    """What everybody may know who listens for a site: each event, and all of them in one."""
    events = [(row.number, text) for row, text in news.events if is_for_everybody(row, site_id)]
    return events, b"".join(text for _number, text in events)
