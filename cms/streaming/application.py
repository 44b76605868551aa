"""The ASGI application: answers ``GET /api/v3/changes/stream/`` and leaves all else to Django. Made by ``cms.asgi``."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from cms.api.problems import problem_response
from cms.streaming.asking import STREAM_PATH, Answer, ask, ask_for_changes
from cms.streaming.events import OPENING, heartbeat
from cms.streaming.listeners import ASK_AGAIN, END, Listener, Listeners
from cms.streaming.poller import Poller
from cms.streaming.stopping import when_stopped

__all__ = ["Streams"]

THREADS = 4  # each has a connection to the database
SECONDS_UNTIL_THERE_IS_ROOM = 30
LONGEST_STREAM = 1_000_000  # bytes; some thousands of changes
PARAMETERS = frozenset({"after", "site"})
OF_A_STREAM = (
    ("Content-Type", "text/event-stream; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("X-Accel-Buffering", "no"),  # nginx
)
LAST_EVENT_ID = b"last-event-id"


class Counted:
    """The server's ``send``, which counts what it is given.

    Servers keep what a client does not take, and granian says nothing of it and knows no bound. So a stream ends after
    so many bytes: whoever listens comes back at once, and of whoever does not, no more than that is kept.
    """

    def __init__(self, send: Any) -> None:
        self._send = send
        self._sent = 0

    async def __call__(self, message: Any) -> None:
        """As the server's own."""
        self._sent += len(message.get("body", b""))
        await self._send(message)

    @property
    def is_used_up(self) -> bool:
        """Whether the stream is to end here."""
        return self._sent > LONGEST_STREAM


class Streams:
    """One for each process. ``other`` is the application for everything else."""

    def __init__(self, other: Any) -> None:
        self._other = other
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="changes")
        self._listeners = Listeners()
        self._poller = Poller(self._listeners, self._threads)
        self._polling: asyncio.Task[None] | None = None
        self._connections = 0
        self._is_stopping = False

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Called by the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http" and scope["path"] == STREAM_PATH and scope["method"] == "GET":
            await self._answer(scope, receive, send)
        else:
            await self._other(scope, receive, send)

    async def _live(self, receive: Any, send: Any) -> None:
        """Start with the server and end with it."""
        while (await receive())["type"] == "lifespan.startup":
            when_stopped(self._stop)
            await send({"type": "lifespan.startup.complete"})
        self._stop()
        await send({"type": "lifespan.shutdown.complete"})

    def _stop(self) -> None:
        """Let every listener go: each would hold up the server. They come back when there is another one."""
        self._is_stopping = True
        self._listeners.end()
        if self._polling is not None:
            self._polling.cancel()

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        if self._connections >= settings.STREAM_LISTENERS:
            await _send_whole(send, _no_room())
            return
        self._connections += 1
        leaving = asyncio.create_task(_left(receive, asyncio.current_task()))
        try:
            await self._serve(scope, Counted(send))
        except asyncio.CancelledError:  # gone, or too slow: there is nobody to tell
            pass
        finally:
            leaving.cancel()
            self._connections -= 1

    async def _serve(self, scope: Any, send: Counted) -> None:
        asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        after, site = _last_event_id(scope) or _last(asked, "after"), _last(asked, "site")
        if asked.keys() <= PARAMETERS:
            answer = await self._in_thread(ask_for_changes, scope, after, site)
        else:  # which is refused by what refuses it everywhere
            answer = await self._in_thread(ask, scope, STREAM_PATH, scope["query_string"].decode("latin-1"))
        if not answer.is_right:
            await _send_whole(send, answer)
            return
        await _begin(send, answer)
        listener = await self._catch_up(scope, site, send, answer)
        try:
            if listener is not None:
                await self._follow(scope, site, send, listener)
        finally:
            if listener is not None:
                self._listeners.remove(listener)
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _catch_up(self, scope: Any, site: str | None, send: Counted, answer: Answer) -> Listener | None:
        """Send what was before, and add the listener where the poller takes over; ``None`` if the stream ends."""
        while True:
            await _send_part(send, answer.content)
            position = self._poller.position
            if answer.next >= answer.latest and (position is None or answer.next >= position):
                break
            if send.is_used_up:
                return None
            answer = await self._in_thread(ask_for_changes, scope, str(answer.next), site)
            if not answer.is_right:
                return None
        # No await from the comparison to here: nothing is told between the two.
        if self._poller.position is None:
            self._poller.position = answer.next
        if self._polling is None:
            self._polling = asyncio.create_task(self._poller.run())
        has_credential = any(name == b"authorization" for name, _value in scope["headers"])
        listener = Listener(answer.next, answer.site_id, has_credential)
        self._listeners.add(listener)
        listener.put(heartbeat(listener.at))  # who has heard nothing yet can resume from here as well
        if self._is_stopping:
            listener.put(END)
        return listener

    async def _follow(self, scope: Any, site: str | None, send: Counted, listener: Listener) -> None:
        """Send what the poller puts into the queue, until the end."""
        while not send.is_used_up:
            message = await listener.queue.get()
            if message is END:
                return
            if message is not ASK_AGAIN:
                await _send_part(send, message)
            elif not await self._send_own(scope, site, send, listener):
                return

    async def _send_own(self, scope: Any, site: str | None, send: Any, listener: Listener) -> bool:
        """Send what a credential opens; whether it still holds."""
        listener.is_asked = False
        while True:
            answer = await self._in_thread(ask_for_changes, scope, str(listener.at), site)
            if not answer.is_right:
                return False
            await _send_part(send, answer.content)
            listener.at = answer.next
            if answer.next >= answer.latest:
                return True

    async def _in_thread(self, function: Any, *values: Any) -> Answer:
        answer: Answer = await asyncio.get_running_loop().run_in_executor(self._threads, function, *values)
        return answer


async def _left(receive: Any, task: asyncio.Task[Any] | None) -> None:
    """Cancel ``task`` when the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    if task is not None:
        task.cancel()


async def _begin(send: Any, answer: Answer) -> None:
    headers = _encoded([*OF_A_STREAM, *answer.kept_headers])
    await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})
    await _send_part(send, OPENING)


async def _send_part(send: Any, content: bytes) -> None:
    if content:
        await send({"type": "http.response.body", "body": content, "more_body": True})


async def _send_whole(send: Any, answer: Answer) -> None:
    await send({"type": "http.response.start", "status": answer.status, "headers": _encoded(answer.headers)})
    await send({"type": "http.response.body", "body": answer.content, "more_body": False})


def _no_room() -> Answer:
    problem = problem_response(HTTPStatus.SERVICE_UNAVAILABLE, "There are as many listeners as this process takes.")
    problem["Retry-After"] = str(SECONDS_UNTIL_THERE_IS_ROOM)
    return Answer(problem.status_code, list(problem.items()), problem.content)


def _encoded(headers: list[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


def _last_event_id(scope: Any) -> str | None:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == LAST_EVENT_ID and value), None)


def _last(asked: dict[str, list[str]], name: str) -> str | None:
    values = asked.get(name)
    return values[-1] if values else None
