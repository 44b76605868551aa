"""A section block."""

from typing import Any

from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, StructBlock

from blocks import groups
from blocks.rich_text import PublicText, RichTextBlock, to_public_text

__all__ = ["GlossaryBlock", "GlossaryData"]


class GlossaryData(TypedDict):
    """A term with its meaning, as rich text."""

    term: str
    meaning: PublicText


class GlossaryBlock(StructBlock):
    """A term with its meaning."""

    term = CharBlock(label="Term")
    meaning = RichTextBlock(label="Meaning")

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> GlossaryData:
        """See ``GlossaryData``."""
        return GlossaryData(term=value["term"], meaning=to_public_text(value["meaning"]))

    class Meta:
        label = "Glossary term"
        icon = "openquote"
        group = groups.TEXT
        template = "everything/blocks/glossary.html"
        description = "A term with what it means."
        preview_value = {"term": "Prototype", "meaning": "<p>Something to try an idea with.</p>"}
