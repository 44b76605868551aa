"""Facts: terms with their values, for readers who look something up."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from blocks import groups
from blocks.rich_text import PublicText, RichTextBlock, to_public_text

__all__ = ["FactData", "FactsBlock", "FactsData"]


class FactData(TypedDict):
    """One fact; ``value`` is HTML."""

    term: str
    value: PublicText


class FactsData(TypedDict):
    """Facts in the API, in their order."""

    facts: list[FactData]


class FactBlock(StructBlock):
    """One fact."""

    term = CharBlock(label=_("Term"), max_length=255, help_text=_("What the fact is about: “Cost”, “Starts”."))
    value = RichTextBlock(label=_("Value"))

    class Meta:
        label = _("Fact")
        icon = "tag"
        label_format = "{term}"


class FactsBlock(StructBlock):
    """A list of terms and values."""

    facts = ListBlock(FactBlock(), label=_("Facts"), min_num=1)

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> FactsData:
        """See ``FactsData``."""
        return FactsData(
            facts=[FactData(term=fact["term"] or "", value=to_public_text(fact["value"])) for fact in value["facts"]]
        )

    class Meta:
        label = _("Facts")
        icon = "tag"
        group = groups.DATA
        template = "blocks/facts.html"
        description = _("Terms with their values, such as cost and place, to look up at a glance.")
        preview_value = {
            "facts": [
                {"term": "Cost", "value": "<p>Free</p>"},
                {"term": "Place", "value": "<p>Canberra and Sydney</p>"},
                {"term": "Rhythm", "value": "<p>Once a month</p>"},
            ]
        }
