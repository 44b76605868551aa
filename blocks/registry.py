"""Which blocks a body offers: the answers of every plugin to the ``section_blocks`` hook, checked and put in order.

Called by ``blocks.stream`` when a body's definition is built, which is on first use and therefore after all plugins
are loaded.
"""

import re
from collections.abc import Iterator

from cms.errors import PluginError
from cms.hookspecs import SectionBlockRegistration
from cms.plugins.manager import plugins

__all__ = ["EVERY_SLOT", "SECTION", "SLOTS", "TOMBSTONE", "registrations", "registrations_for"]

#: The bodies that exist. A page type names one of them in its ``SectionsField``.
SLOTS = ("home", "index", "content", "program", "community", "pilot", "form")

#: What a block names that is registered for every slot.
EVERY_SLOT = "*"

#: The one block type that the body itself provides: it holds the others.
SECTION = "section"

#: The type of a stored block that is not installed, within Python and in the editor's form. It is never stored.
TOMBSTONE = "tombstone"

_OUR_OWN = frozenset({SECTION, TOMBSTONE})

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def registrations() -> list[SectionBlockRegistration]:
    """Every registered block, ordered.

    Raises ``PluginError`` for a malformed or repeated name and for a slot that does not exist.
    """
    found: dict[str, SectionBlockRegistration] = {}
    for registration in _answers():
        if not _NAME.fullmatch(registration.name):
            raise PluginError(f"Block name {registration.name!r} must be lower case letters, digits and underscores.")
        if registration.name in found or registration.name in _OUR_OWN:
            raise PluginError(f"Block name {registration.name!r} is registered twice.")
        unknown = set(registration.slots) - {*SLOTS, EVERY_SLOT}
        if unknown:
            raise PluginError(f"Block {registration.name!r} names unknown slots: {', '.join(sorted(unknown))}.")
        found[registration.name] = registration
    return sorted(found.values(), key=lambda registration: (registration.order, registration.name))


def registrations_for(slot: str) -> list[SectionBlockRegistration]:
    """The registered blocks that the body named ``slot`` offers, ordered."""
    return [registration for registration in registrations() if registration.offered_in(slot)]


def _answers() -> Iterator[SectionBlockRegistration]:
    for answer in plugins().hook.section_blocks():
        yield from answer
