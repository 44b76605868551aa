"""What gives a page its structure: the section with its heading and anchor, and the divider."""

from typing import Any, Literal, cast

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import BlockGroup, CharBlock, ChoiceBlock, StaticBlock, StreamBlock, StructBlock

from blocks import groups
from blocks.anchors import ANCHOR_PATTERN, LONGEST_ANCHOR

__all__ = ["FIRST_LEVEL", "SECTION_LEVELS", "DividerBlock", "SectionBlock", "SectionData", "SectionLevel", "level_of"]

#: The level of sections that stand under the page's title.
FIRST_LEVEL = 2

SECTION_LEVELS = [("2", _("Section")), ("3", _("Sub-section")), ("4", _("Part of a sub-section"))]


SectionLevel = Literal[2, 3, 4]


class SectionData(TypedDict):
    """A section in the API; ``content`` are blocks as in a body, without sections (typed in ``blocks.stream``)."""

    heading: str
    anchor: str
    level: SectionLevel
    content: list[dict[str, Any]]


def level_of(stored: str | None) -> SectionLevel:
    """The level as a number, whatever is stored."""
    known = {level for level, _label in SECTION_LEVELS}
    return cast(SectionLevel, int(stored) if stored in known else FIRST_LEVEL)


class SectionBlock(StructBlock):
    """A part of the page with a heading. Its level says how deep it stands in the outline; sections do not nest.

    Templates of the blocks within get ``inner_heading``, the element for headings of their own (``"h3"``).
    """

    heading = CharBlock(
        label=_("Heading"),
        max_length=255,
        help_text=_("Say what the reader finds here. It appears in “On this page”."),
    )
    level = ChoiceBlock(
        label=_("Level"),
        choices=SECTION_LEVELS,
        default=str(FIRST_LEVEL),
        search_index=False,
        help_text=_("A sub-section belongs to the section above it."),
    )
    anchor = CharBlock(
        label=_("Anchor"),
        required=False,
        default="",
        max_length=LONGEST_ANCHOR,
        validators=[
            RegexValidator(
                ANCHOR_PATTERN,
                _("Use lower case letters, digits and hyphens, and start with a letter."),
            )
        ],
        search_index=False,
        help_text=_(
            "The last part of a link to this section. Made from the heading when you save and then kept, "
            "so that links go on working when you edit the heading. Emptied, it is made anew."
        ),
    )

    def __init__(self, content: StreamBlock, **kwargs: Any) -> None:
        super().__init__([("content", content)], **kwargs)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The level of this section's heading, and the element for headings within."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        level = level_of(value["level"])
        context.update(level=level, inner_heading=f"h{level + 1}")
        return context

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> SectionData:
        """See ``SectionData``."""
        return SectionData(
            heading=value["heading"] or "",
            anchor=value["anchor"] or "",
            level=level_of(value["level"]),
            content=self.child_blocks["content"].get_api_representation(value["content"], context),
        )

    class Meta:
        icon = "title"
        group = groups.STRUCTURE
        label = _("Section")
        label_format = "{heading}"
        template = "blocks/section.html"
        form_layout = BlockGroup(children=["heading", "level", "content"], settings=["anchor"])
        description = _("A heading with content under it. Sections make up “On this page”.")
        preview_value = {
            "heading": "Who can join",
            "level": str(FIRST_LEVEL),
            "anchor": "who-can-join",
            "content": [("rich_text", "<p>Everybody who works in government, whatever the role.</p>")],
        }


class DividerBlock(StaticBlock):
    """A line that separates. In the API its value is ``null``."""

    def value_for_form(self, value: None) -> None:
        """What Wagtail's API v3 puts into a form."""

    def get_api_representation(self, value: None, context: dict[str, Any] | None = None) -> None:
        """Nothing."""

    class Meta:
        label = _("Divider")
        icon = "minus"
        group = groups.STRUCTURE
        template = "blocks/divider.html"
        admin_text = _("A line between what stands above and below.")
        description = _("A line, where the subject changes and a heading would be too much.")
        preview_value = True  # there is nothing to show but the line; this only says that there is a preview
