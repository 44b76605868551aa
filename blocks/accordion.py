"""Accordion: texts that readers open one by one."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from blocks import groups
from blocks.rich_text import PublicText, RichTextBlock, to_public_text

__all__ = ["AccordionBlock", "AccordionData", "AccordionItemData"]


class AccordionItemData(TypedDict):
    """One item; ``text`` is HTML."""

    title: str
    text: PublicText


class AccordionData(TypedDict):
    """An accordion in the API, its items in their order."""

    items: list[AccordionItemData]


class AccordionItemBlock(StructBlock):
    """One item."""

    title = CharBlock(
        label=_("Title"), max_length=255, help_text=_("The question, or what the text is about. Always visible.")
    )
    text = RichTextBlock(label=_("Text"), help_text=_("Hidden until a reader opens it."))

    class Meta:
        label = _("Item")
        icon = "help"
        label_format = "{title}"


class AccordionBlock(StructBlock):
    """Questions and answers, or details that few readers need."""

    items = ListBlock(AccordionItemBlock(), label=_("Items"), min_num=1)

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> AccordionData:
        """See ``AccordionData``."""
        return AccordionData(
            items=[
                AccordionItemData(title=item["title"] or "", text=to_public_text(item["text"]))
                for item in value["items"]
            ]
        )

    class Meta:
        label = _("Accordion")
        icon = "collapse-down"
        group = groups.TEXT
        template = "blocks/accordion.html"
        description = _("Texts that open one by one. Never hide what most readers need.")
        preview_value = {
            "items": [
                {"title": "Do I need experience?", "text": "<p>No. We start from the beginning.</p>"},
                {"title": "What does it cost?", "text": "<p>Nothing. Your agency pays for your time.</p>"},
            ]
        }
