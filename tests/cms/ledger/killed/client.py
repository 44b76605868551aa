"""A client that writes through a worker which may be killed at any moment, and remembers what it was answered."""

import http.client
import json
import random
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Client"]

TYPE = "pages.ContentPage"
LONGEST_PAUSE = 0.05  # seconds between two requests: time for readers to have answers stored


@dataclass
class Client:
    """Changes pages of its own only, so that it knows what they must be.

    ``done`` counts acknowledged requests by page and action, ``unsure`` those that were cut off. ``known`` holds for
    each page what its title, its parent and whether it is live may be: as acknowledged, and as by requests that were
    cut off since.
    """

    port: int
    token: str
    pages: list[int]
    sections: list[int]
    seed: int
    is_over: threading.Event
    done: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    unsure: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    known: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    unsure_creations: int = 0
    answered: int = 0
    number: int = 0
    first: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.first = frozenset(map(str, self.pages))
        for page in self.first:
            self.known[page] = {"title": ["First"], "parent": [self.sections[0]], "live": [True]}

    def work(self) -> None:
        """Send one request after the other until it is over."""
        chance = random.Random(self.seed)
        actions = [self.publish, self.move, self.take_off, self.replace, self.read]
        while not self.is_over.wait(chance.uniform(0, LONGEST_PAUSE)):
            chance.choices(actions, [5, 3, 1, 1, 4])[0](chance)

    def publish(self, chance: random.Random) -> None:
        page = chance.choice(self.pages)
        title = self._next_title()
        answer = self._send("PATCH", f"pages/{page}/", meta={"type": TYPE, "action": "publish"}, title=title)
        self._count(page, "published", answer, title=title, live=True)

    def move(self, chance: random.Random) -> None:
        page, section = chance.choice(self.pages), chance.choice(self.sections)
        place = {"destination_id": section, "position": chance.choice(["first-child", "last-child"])}
        self._count(page, "moved", self._send("POST", f"pages/{page}/actions/move/", **place), parent=section)

    def take_off(self, chance: random.Random) -> None:
        """Unpublish a page, and publish it again."""
        page = chance.choice(self.pages)
        self._count(page, "unpublished", self._send("POST", f"pages/{page}/actions/unpublish/"), live=False)
        self._count(page, "published", self._send("POST", f"pages/{page}/actions/publish/"), live=True)

    def replace(self, chance: random.Random) -> None:
        """Make a page, and delete another one as soon as it is there."""
        title = self._next_title()
        section = chance.choice(self.sections)
        meta = {"type": TYPE, "parent_id": section, "action": "publish"}
        answer = self._send("POST", "pages/", meta=meta, title=title)
        if answer is None:
            self.unsure_creations += 1
            return
        status, content = answer
        if status != 201:
            self.refused.append(f"create: {status} {content}")
            return
        self.done[str(content["id"])]["published"] += 1
        self.known[str(content["id"])] = {"title": [title], "parent": [section], "live": [True]}
        gone = self.pages.pop(chance.randrange(len(self.pages)))
        self.pages.append(content["id"])
        self._count(gone, "deleted", self._send("DELETE", f"pages/{gone}/"))

    def read(self, chance: random.Random) -> None:
        """Let answers be stored, as a reader does."""
        for path in (f"pages/{chance.choice(self.pages)}/", "pages/?limit=5", "navigation/", "redirects/"):
            answer = self._send("GET", path, anonymous=True)
            if answer is not None and answer[0] >= 500:
                self.refused.append(f"read {path}: {answer[0]} {answer[1]}")

    def _count(self, page: int, action: str, answer: tuple[int, Any] | None, **wanted: Any) -> None:
        known = self.known[str(page)]
        if answer is None:
            self.unsure[str(page)][action] += 1
            for name, value in wanted.items():
                known[name].append(value)
        elif answer[0] < 300:
            self.answered += 1
            self.done[str(page)][action] += 1
            known.update((name, [value]) for name, value in wanted.items())
        elif action == "unpublished" and answer[0] == 403 and False in known["live"]:
            known["live"] = [False]  # a request that was cut off before had taken it off, or had not put it back
        else:
            self.refused.append(f"{action} {page}: {answer[0]} {answer[1]}")

    def _next_title(self) -> str:
        self.number += 1
        return f"Title {self.number} of client {self.seed}"

    def _send(self, method: str, path: str, anonymous: bool = False, **content: Any) -> tuple[int, Any] | None:
        """Status and content of the answer; ``None`` when there was none, or not all of it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Host": "localhost", "Content-Type": "application/json", "Connection": "close"}
        if not anonymous:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            connection.request(method, f"/api/v3/{path}", json.dumps(content) if content else None, headers)
            response = connection.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        try:
            return response.status, json.loads(body) if body else None
        except ValueError:
            return response.status, body.decode(errors="replace")[-2000:]
