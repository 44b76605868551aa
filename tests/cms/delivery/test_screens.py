"""Whatever is changed in the admin: nothing that is stored is stale, and who follows the change feed has what is there.

What a follower reads is stored. ``make stale`` reads every address, and compares the whole store after each screen.
"""

import pytest

from tests.cms.delivery.mirror import Frontends
from tests.cms.delivery.screens import ROOMS, Screen
from tests.cms.delivery.screens.browser import Browser
from tests.cms.delivery.server import Server
from tests.cms.delivery.stored import assert_nothing_is_stale, is_another, kept_answers, read_everything, removed_of

THOROUGH = 100  # steps of ``--stale-steps`` beyond which the store is compared after each screen, else after the last

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.urls("cms.urls")]


@pytest.fixture
def frontends(server: Server) -> Frontends:
    return Frontends(server)


def play(frontends: Frontends, browser: Browser, name: str, screen: Screen) -> None:
    """Use the screen, which changes what the public sees, and compare what a follower has."""
    before = [mirror.contents for mirror in frontends.mirrors]
    frontends.after(name, lambda: screen(browser))
    assert [mirror.contents for mirror in frontends.mirrors] != before, f"{name} changed nothing that is public"


def play_and_compare(frontends: Frontends, browser: Browser, name: str, screen: Screen) -> None:
    """The same with every address read before, one of whose answers becomes another, and the store compared after."""
    read_everything(frontends.server)
    stored = kept_answers()

    def use() -> None:
        screen(browser)
        assert any(is_another(form) for form in removed_of(stored)), f"{name} made no stored answer another"

    play(frontends, browser, name, lambda _browser: use())
    assert_nothing_is_stale(frontends.done)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_screens_leave_nothing_stale_and_are_followed(
    frontends: Frontends, room: str, request: pytest.FixtureRequest
) -> None:
    browser = Browser()
    step = play_and_compare if int(request.config.getoption("--stale-steps")) > THOROUGH else play
    for name, screen in ROOMS[room].items():
        step(frontends, browser, name, screen)
    assert_nothing_is_stale(frontends.done)
