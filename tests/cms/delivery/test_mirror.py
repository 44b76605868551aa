"""Whoever reads everything once and then follows the change feed has what is there, and is told of nothing hidden.

``make stale`` searches for longer.
"""

import random

import pytest

from tests.cms.delivery.edits import EDITS, edit
from tests.cms.delivery.mirror import Frontends
from tests.cms.delivery.server import Server

WORN_OUT = 12  # edits after which a world has little left to edit

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.urls("cms.urls")]


@pytest.fixture
def frontends(server: Server) -> Frontends:
    return Frontends(server)


def follow(frontends: Frontends, name: str, seed: int) -> None:
    frontends.after(f"{name} {seed}", lambda: edit(name, seed))


def test_one_edit_of_each_kind_is_followed(frontends: Frontends) -> None:
    for number, name in enumerate(sorted(EDITS)):
        if len(frontends.done) == WORN_OUT:
            frontends.begin()
        follow(frontends, name, number)


def test_random_edits_are_followed(frontends: Frontends, request: pytest.FixtureRequest) -> None:
    steps = int(request.config.getoption("--stale-steps"))
    chance = random.Random(steps)
    for _step in range(steps):
        if len(frontends.done) == 2 * WORN_OUT:
            frontends.begin()
        follow(frontends, chance.choice(sorted(EDITS)), chance.randrange(2**32))
