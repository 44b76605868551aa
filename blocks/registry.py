"""Which blocks a body offers: the answers of every plugin to the ``section_blocks`` hook, checked and put in order.

Called by ``blocks.stream`` when a body's definition is built, which is on first use and therefore after all plugins
are loaded.
"""

from functools import lru_cache

from django.apps import apps
from wagtail.fields import StreamField

from cms.hookspecs import SectionBlockRegistration
from cms.plugins.description import NAME
from cms.plugins.manager import answers

__all__ = ["EVERY_SLOT", "SECTION", "TOMBSTONE", "registrations", "registrations_for", "slots"]

#: What a block names that is registered for every slot.
EVERY_SLOT = "*"

#: The one block type that the body itself provides: it holds the others.
SECTION = "section"

#: The type of a stored block that is not installed, within Python and in the editor's form. It is never stored.
TOMBSTONE = "tombstone"

_OUR_OWN = frozenset({SECTION, TOMBSTONE})


def registrations() -> list[SectionBlockRegistration]:
    """Every registered block, ordered.

    Raises ``PluginError`` for a malformed or repeated name and for a slot that does not exist.
    """
    found: dict[str, SectionBlockRegistration] = {}
    for answer in answers("section_blocks", SectionBlockRegistration):
        registration = answer.item
        if not NAME.fullmatch(registration.name):
            raise answer.error(f"Block name {registration.name!r} must be lower case letters, digits and underscores")
        if registration.name in found or registration.name in _OUR_OWN:
            raise answer.error(f"Block name {registration.name!r} is registered twice")
        unknown = set(registration.slots) - slots() - {EVERY_SLOT}
        if unknown:
            raise answer.error(f"Block {registration.name!r} names unknown slots: {', '.join(sorted(unknown))}")
        found[registration.name] = registration
    return sorted(found.values(), key=lambda registration: (registration.order, registration.name))


def registrations_for(slot: str) -> list[SectionBlockRegistration]:
    """The registered blocks that the body named ``slot`` offers, ordered."""
    return [registration for registration in registrations() if registration.offered_in(slot)]


@lru_cache(maxsize=1)
def slots() -> frozenset[str]:
    """The bodies that exist: those that the page types of all apps name in their ``SectionsField``."""
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    return frozenset(field.slot for field in fields if isinstance(field, StreamField) and hasattr(field, "slot"))
