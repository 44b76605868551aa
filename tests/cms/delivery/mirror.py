"""A frontend that reads everything once, and then only what the change feed says. Used by
``test_mirror.py`` and ``test_screens.py``.
"""

from collections.abc import Callable
from typing import Any

from django.utils.http import urlencode

from cms.delivery.store import clear
from tests.cms.delivery.server import Response, Server
from tests.cms.delivery.world import HOSTS, build_world, empty_world

__all__ = ["Frontends", "Mirror"]

#: Where the lists show objects of a model. Contacts are shown with what they belong to alone.
PLACES = {
    "media.CustomImage": "images/",
    "media.CustomDocument": "documents/",
    "wagtailredirects.Redirect": "redirects/",
    "wagtailcore.Site": "sites/",
    **{
        label: f"snippets/{label}/"
        for label in ("pages.Audience", "pages.Location", "pages.Organisation", "pages.Practice")
    },
}
PAGES = "pages/"
ALONE = ("navigation/", "settings/")
WINDOW = 20
READABLE, HIDDEN = 200, (401, 404)


class Mirror:
    """What one site shows. ``kept`` is each object's content by its path, with the tags of the answer."""

    def __init__(self, server: Server, host: str) -> None:
        self.server = server
        self.host = host
        self.kept: dict[str, tuple[Any, set[str]]] = {}
        self.at = self.build()

    @property
    def contents(self) -> dict[str, Any]:
        """What is kept, by its path."""
        return {path: content for path, (content, _tags) in self.kept.items()}

    def build(self) -> int:
        """Read everything. Returns the number from which to follow."""
        self.kept.clear()
        numbers: list[int] = []
        for place in (PAGES, *PLACES.values()):
            query: dict[str, Any] = {"limit": WINDOW}
            while True:
                answer = self.get(f"{place}?{urlencode(query)}")
                assert answer.status == READABLE, answer.content
                window = answer.json()
                numbers.append(window["changes"])
                for item in window["items"]:
                    self.read(f"{place}{item['id']}/")
                if not window["next"]:
                    break
                query["cursor"] = window["next"]
        for place in ALONE:
            self.read(place)
        return numbers[0]

    def follow(self) -> list[Any]:
        """Look at what changed. Returns what was told."""
        told: list[Any] = []
        while True:
            answer = self.get(f"changes/?after={self.at}&limit={WINDOW}")
            assert answer.status == READABLE, answer.content
            window = answer.json()
            for change in window["items"]:
                self.look(change)
            told += window["items"]
            self.at = window["next"]
            if self.at == window["latest"]:
                return told

    def look(self, change: Any) -> None:
        """Drop what is gone, read again what is available and what the change makes stale."""
        stale = {*change["tags"]}
        if "everything" in stale:
            self.build()
            return
        path = path_of(change)
        if path and change["state"] == "gone":
            self.kept.pop(path, None)
        elif path:
            self.read(path)
        for other, (_content, tags) in list(self.kept.items()):
            if tags & stale:
                self.read(other)

    def read(self, path: str) -> None:
        """Keep what is at ``path`` now, if anything is."""
        answer = self.get(path)
        if answer.status == READABLE:
            self.kept[path] = answer.json(), answer.tags
        else:
            assert answer.status in HIDDEN, answer.content
            self.kept.pop(path, None)

    def get(self, address: str) -> Response:
        """The answer of version 3."""
        path, _mark, query = address.partition("?")
        return self.server.get_raw(f"/api/v3/{path}", query, host=self.host)


def path_of(change: Any) -> str | None:
    """Where the object of a change is read, if it is read by itself."""
    if "pages" in change["tags"] or change["type"].endswith("Page"):
        return f"{PAGES}{change['id']}/"
    place = PLACES.get(change["type"])
    return place and f"{place}{change['id']}/"


class Frontends:
    """A mirror of each site."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.done: list[str] = []
        self.begin()

    def begin(self) -> None:
        """Build another world, and mirrors of it."""
        empty_world()
        clear()
        build_world()
        self.done.clear()
        self.mirrors = [Mirror(self.server, host) for host in HOSTS]

    def after(self, name: str, act: Callable[[], None]) -> None:
        """Do ``act``, follow, and compare what one of the mirrors has with what is there."""
        edited = len(self.done)
        self.done.append(name)
        before = set[str]().union(*(mirror.kept for mirror in self.mirrors))
        act()
        told = [mirror.follow() for mirror in self.mirrors]
        mirror = self.mirrors[edited % len(self.mirrors)]
        fresh = Mirror(self.server, mirror.host)
        assert differing(mirror.contents, fresh.contents) == {}, (self.done, mirror.host, told)
        known = before.union(*(mirror.kept for mirror in self.mirrors))
        assert {path for changes in told for path in map(path_of, changes) if path} <= known, (self.done, told)


def differing(mirrored: dict[str, Any], fresh: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What is not the same in both, by its path; ``None`` is what is missing."""
    paths = mirrored.keys() | fresh.keys()
    pairs = {path: (mirrored.get(path), fresh.get(path)) for path in sorted(paths)}
    return {path: pair for path, pair in pairs.items() if pair[0] != pair[1]}
