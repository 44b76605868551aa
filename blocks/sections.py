"""The section: a heading, the anchor that links to it, and content."""

from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StreamBlock, StructBlock

from blocks.anchors import ANCHOR_PATTERN, LONGEST_ANCHOR

__all__ = ["SECTION_LEVELS", "SectionBlock"]

SECTION_LEVELS = [("2", _("Section")), ("3", _("Sub-section")), ("4", _("Part of a sub-section"))]


class SectionBlock(StructBlock):
    """A part of the page with a heading. Its level says how deep it stands in the outline; sections do not nest."""

    heading = CharBlock(
        label=_("Heading"),
        max_length=255,
        help_text=_("Say what the reader finds here. It appears in “On this page”."),
    )
    level = ChoiceBlock(
        label=_("Level"),
        choices=SECTION_LEVELS,
        default="2",
        help_text=_("A sub-section belongs to the section above it."),
    )
    anchor = CharBlock(
        label=_("Anchor"),
        required=False,
        max_length=LONGEST_ANCHOR,
        validators=[
            RegexValidator(
                ANCHOR_PATTERN,
                _("Use lower case letters, digits and hyphens, and start with a letter."),
            )
        ],
        help_text=_(
            "The last part of a link to this section. Made from the heading when you save and then kept, "
            "so that links go on working when you edit the heading."
        ),
    )

    def __init__(self, content: StreamBlock | None = None, **kwargs: Any) -> None:
        super().__init__([("content", content)] if content is not None else None, **kwargs)

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """``{"heading", "anchor", "level": int, "content": [blocks]}``."""
        representation: dict[str, Any] = super().get_api_representation(value, context)
        return {
            "heading": representation["heading"],
            "anchor": representation["anchor"],
            "level": int(representation["level"]),
            "content": representation["content"],
        }

    class Meta:
        icon = "title"
        group = _("Structure")
        label = _("Section")
        label_format = "{heading}"
        template = "blocks/section.html"
        description = _("A heading with content under it. Sections make up “On this page”.")
