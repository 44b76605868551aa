"""The streams of a body: the body itself, and the content of a section within it.

``blocks.field`` builds one ``SectionStream`` per field on first use. Its children are the ``section`` block and
whatever is
registered for the slot.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from blocks.registry import SECTION, registrations_for
from blocks.sections import SectionBlock

__all__ = ["SectionContent", "SectionStream"]


class SectionContent(StreamBlock):
    """What a section holds: the blocks that are registered for the slot and allowed within sections."""

    def __init__(self, slot: str) -> None:
        super().__init__(
            [(entry.name, entry.block()) for entry in registrations_for(slot) if entry.within_section],
            required=False,
        )

    class Meta:
        label = _("Content")


class SectionStream(StreamBlock):
    """The body of a page: sections, and content blocks outside any section."""

    def __init__(self, slot: str) -> None:
        self.slot = slot
        super().__init__(
            [
                (SECTION, SectionBlock(SectionContent(slot))),
                *((entry.name, entry.block()) for entry in registrations_for(slot) if entry.top_level),
            ]
        )
