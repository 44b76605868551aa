"""The section block."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, StructBlock

from blocks import groups
from blocks.rich_text import PublicText, RichTextBlock, to_public_text

__all__ = ["${Name}Block", "${Name}Data"]


class ${Name}Data(TypedDict):
    """What the API returns of the block; ``text`` is rich text."""

    term: str
    text: PublicText


class ${Name}Block(StructBlock):
    """A term with a short text."""

    term = CharBlock(label=_("Term"), max_length=80)
    text = RichTextBlock(label=_("Text"))

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> ${Name}Data:
        """See ``${Name}Data``."""
        return ${Name}Data(term=value["term"], text=to_public_text(value["text"]))

    class Meta:
        label = _("$title")
        icon = "openquote"
        group = groups.TEXT
        template = "$name/blocks/$name.html"
        description = _("A term with a short text.")
        preview_value = {"term": "Prototype", "text": "<p>Something to try an idea with.</p>"}
