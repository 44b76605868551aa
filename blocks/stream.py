"""The streams of a body: the body itself, and the content of a section within it.

``blocks.field`` builds one ``SectionStream`` per field on first use. Its children are the ``section`` block and
whatever is registered for the slot.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from blocks.api_forms import ApiForm, StreamForm, register_api_form, stream_form
from blocks.api_forms.naming import camel_case, object_type
from blocks.input_forms import InputForm, StreamInput, register_input_form, stream_input
from blocks.input_forms.structures import struct_input
from blocks.link_targets import read_link_targets
from blocks.registry import EVERY_SLOT, SECTION, registrations, registrations_for
from blocks.sections import SectionBlock, SectionLevel, level_of
from blocks.tombstones import LastingStream, lasting_stream_form
from blocks.visibility import visibility_scope

__all__ = ["SectionContent", "SectionStream"]


class SectionContent(LastingStream):
    """What a section holds: the blocks that are registered for the slot and allowed within sections."""

    def __init__(self, slot: str) -> None:
        self.slot = slot
        super().__init__(
            [(entry.name, entry.block()) for entry in registrations_for(slot) if entry.within_section],
            required=False,
        )

    @cached_property
    def api_form(self) -> StreamForm:
        """How the content looks in the API. Slots that offer the same blocks share the types."""
        return stream_form(self, f"{slot_prefix(self.slot)}ContentBlock")

    @cached_property
    def input_form(self) -> StreamInput:
        """How the content is written."""
        return stream_input(self, f"{slot_prefix(self.slot)}ContentBlockInput")

    class Meta:
        label = _("Content")
        template = "blocks/stream.html"


class SectionStream(LastingStream):
    """The body of a page: sections, and content blocks outside any section."""

    def __init__(self, slot: str) -> None:
        self.slot = slot
        super().__init__(
            [
                (SECTION, SectionBlock(SectionContent(slot))),
                *((entry.name, entry.block()) for entry in registrations_for(slot) if entry.top_level),
            ]
        )

    @cached_property
    def api_form(self) -> StreamForm:
        """How the body looks in the API. Slots that offer the same blocks share the types."""
        prefix = slot_prefix(self.slot)
        return stream_form(self, f"{prefix}BodyBlock", prefixes={SECTION: prefix})

    @cached_property
    def input_form(self) -> StreamInput:
        """How the body is written."""
        prefix = slot_prefix(self.slot)
        return stream_input(self, f"{prefix}BodyBlockInput", prefixes={SECTION: prefix})

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Every block as ``{"type", "value", "id"}``."""
        with visibility_scope():
            read_link_targets(value.raw_data if value else ())
            return super().get_api_representation(value, context)

    def render(self, value: StreamValue, context: dict[str, Any] | None = None) -> str:
        """The body as HTML."""
        with visibility_scope():
            read_link_targets(value.raw_data if value else ())
            html: str = super().render(value, context)
            return html

    def read_together(self, bodies: Iterable[StreamValue]) -> list[StreamValue]:
        """The bodies of several pages with all that they refer to, in a number of queries that does not grow with them.

        To be asked within the ``visibility_scope`` in which the bodies are then shown.
        """
        stored = [body.raw_data for body in bodies]
        read_link_targets(stored)
        read: list[StreamValue] = self.bulk_to_python(stored)
        return read

    class Meta:
        template = "blocks/stream.html"


def slot_prefix(slot: str) -> str:
    """What the names of a body's types begin with: nothing for the blocks that every slot offers, else the slot."""
    everywhere = [entry.name for entry in registrations() if EVERY_SLOT in entry.slots]
    return "" if everywhere == [entry.name for entry in registrations_for(slot)] else camel_case(slot)


register_api_form(SectionStream)(lasting_stream_form)


@register_api_form(SectionBlock)
def _section_form(block: SectionBlock, name: str) -> ApiForm:
    content = block.child_blocks["content"].api_form
    properties = (("heading", str), ("anchor", str), ("level", SectionLevel), ("content", content.type))
    made = object_type(f"{name}Data", "A section with its blocks, among which there are no sections.", properties)
    return ApiForm(made, block.get_api_representation)


@register_input_form(SectionBlock)
def _section_input(block: SectionBlock, name: str) -> InputForm:
    """As any struct; the level is a number, as it is read."""
    return struct_input(block, name, {"level": InputForm(SectionLevel, str, level_of)})
