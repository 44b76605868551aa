"""The real server of streams on the test's database, and listeners on real sockets. Used by the tests of streams."""

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from tests.programs import PROJECT

__all__ = ["HOST", "Listener", "StreamServer", "serving", "wait_until"]

HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_HEAR = 30
PATH = "/api/v3/changes/stream/"


class Listener:
    """One connection. ``events`` are those that came, as (id, content); ``last_id`` is what to resume with."""

    def __init__(self, port: int, query: str = "", headers: Mapping[str, str] | None = None) -> None:
        self.events: list[tuple[int, Any]] = []
        self.last_id = ""
        self.status = 0
        self.headers = ""
        self.is_over = False
        self._text = ""
        self._chunks = b""
        self.socket = socket.create_connection((HOST, port))
        sent = {"Host": f"{HOST}:{port}", **(headers or {})}
        lines = [f"GET {PATH}{query} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""]
        self.socket.sendall("\r\n".join(lines).encode())
        self.socket.setblocking(False)

    def read(self) -> None:
        """Take in what has come."""
        try:
            while received := self.socket.recv(65536):
                self._chunks += received
            self.is_over = True
        except BlockingIOError:
            pass
        except ConnectionError:
            self.is_over = True
        self._parse()

    def close(self) -> None:
        """Go away."""
        self.socket.close()

    @property
    def numbers(self) -> list[int]:
        """The numbers of the events."""
        return [number for number, _content in self.events]

    @property
    def problem(self) -> Any:
        """The content of an answer that is no stream."""
        return json.loads(self._chunks or self._text)

    def _parse(self) -> None:
        if not self.status:
            head, end, rest = self._chunks.partition(b"\r\n\r\n")
            if not end:
                return
            self.status, self.headers, self._chunks = int(head.split()[1]), head.decode().lower(), rest
        if "transfer-encoding: chunked" not in self.headers:
            return
        while True:
            size, end, rest = self._chunks.partition(b"\r\n")
            if not end or len(rest) < int(size, 16) + 2:
                break
            length = int(size, 16)
            self._text += rest[:length].decode()
            self._chunks = rest[length + 2 :]
            self.is_over = self.is_over or length == 0
        *blocks, self._text = self._text.split("\n\n")
        for block in blocks:
            fields = dict(line.partition(": ")[::2] for line in block.splitlines())
            self.last_id = fields.get("id", self.last_id)
            if "data" in fields:
                self.events.append((int(fields["id"]), json.loads(fields["data"])))


class StreamServer:
    """A running server."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port = port
        self.process = process

    def listen(self, query: str = "", **headers: str) -> Listener:
        """Somebody who listens; ``Last_Event_ID`` is the header with hyphens."""
        return Listener(self.port, query, {name.replace("_", "-"): value for name, value in headers.items()})

    def stop(self) -> float:
        """Have it stop as the system does. Returns how many seconds that took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(SECONDS_TO_START)
        return time.monotonic() - began


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[StreamServer]:
    """The server, with the test's own database."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", "1", "--no-ws", "--log-level", "warning", "cms.asgi:application"]
    values = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "DATABASE_URL": _database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "VAR_DIR": str(folder),
        "CORS_ALLOWED_ORIGINS": "https://frontend.example.org",
        **environment,
    }
    process = subprocess.Popen(command, cwd=PROJECT, env=values, process_group=0)
    try:
        wait_until(lambda: _answers(port), SECONDS_TO_START)
        yield StreamServer(port, process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def wait_until(holds: Any, seconds: float = SECONDS_TO_HEAR, *listeners: Listener) -> None:
    """Let ``listeners`` read until ``holds()``. Fails after so many seconds."""
    give_up = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        for listener in listeners:
            if not listener.is_over:
                selector.register(listener.socket, selectors.EVENT_READ, listener)
        while not holds():
            assert time.monotonic() < give_up, "not within the time"
            for key, _events in selector.select(0.05):  # which waits as well where there is nothing to read
                key.data.read()
                if key.data.is_over:
                    selector.unregister(key.fileobj)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _database_url() -> str:
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{database['NAME']}"
    user = f"{database['USER']}:{database['PASSWORD']}@" if database["USER"] else ""
    return f"postgres://{user}{database['HOST']}:{database['PORT']}/{database['NAME']}"
