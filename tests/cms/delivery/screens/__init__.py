"""The screens of the admin that write something the public can see, a room for each group. Used by
``test_screens.py``.

Those that write nothing the public sees are left out: locks, unscheduling, workflows and tasks, users, groups and one's
account, API tokens, submissions of forms, comments, names of collections, reports, previews.

Each is played by an administrator in a small installation (``world.py``), one after the other in the order of
``SCREENS``.
"""

from collections.abc import Callable, Mapping
from types import ModuleType

from tests.cms.delivery.screens import bulk, collections, directory, files, pages, privacy, publishing, sites, tree
from tests.cms.delivery.screens.browser import Browser

__all__ = ["ROOMS", "Screen"]

Screen = Callable[[Browser], None]


def _screens_of(room: ModuleType) -> Mapping[str, Screen]:
    return {screen.__name__: screen for screen in room.SCREENS}


ROOMS: dict[str, Mapping[str, Screen]] = {
    room.__name__.rpartition(".")[2]: _screens_of(room)
    for room in (bulk, collections, directory, files, pages, privacy, publishing, sites, tree)
}
