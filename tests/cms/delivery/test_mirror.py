"""Whoever reads everything once and then follows the change feed has what is there, and is told of nothing hidden.

``make stale`` searches for longer.
"""

import random
from typing import Any

import pytest

from cms.delivery.store import clear
from tests.cms.delivery.edits import EDITS, edit
from tests.cms.delivery.mirror import Mirror, path_of
from tests.cms.delivery.server import Server
from tests.cms.delivery.world import HOSTS, build_world, empty_world

WORN_OUT = 12  # edits after which a world has little left to edit

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.urls("cms.urls")]


class Frontends:
    """A mirror of each site."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.done: list[tuple[str, int]] = []
        self.begin()

    def begin(self) -> None:
        """Build another world, and mirrors of it."""
        empty_world()
        clear()
        build_world()
        self.done.clear()
        self.mirrors = [Mirror(self.server, host) for host in HOSTS]

    def edit(self, name: str, seed: int) -> None:
        """Make an edit, follow, and compare what one of the mirrors has with what is there."""
        edited = len(self.done)
        self.done.append((name, seed))
        before = set[str]().union(*(mirror.kept for mirror in self.mirrors))
        edit(name, seed)
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


@pytest.fixture
def frontends(server: Server) -> Frontends:
    return Frontends(server)


def test_one_edit_of_each_kind_is_followed(frontends: Frontends) -> None:
    for number, name in enumerate(sorted(EDITS)):
        if len(frontends.done) == WORN_OUT:
            frontends.begin()
        frontends.edit(name, number)


def test_random_edits_are_followed(frontends: Frontends, request: pytest.FixtureRequest) -> None:
    steps = int(request.config.getoption("--stale-steps"))
    chance = random.Random(steps)
    for _step in range(steps):
        if len(frontends.done) == 2 * WORN_OUT:
            frontends.begin()
        frontends.edit(chance.choice(sorted(EDITS)), chance.randrange(2**32))
