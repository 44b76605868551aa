"""Steps: what to do first, second and third."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, ListBlock, StructBlock

from blocks import groups
from blocks.rich_text import PublicText, RichTextBlock, to_public_text

__all__ = ["StepData", "StepsBlock", "StepsData"]


class StepData(TypedDict):
    """One step; ``text`` is HTML, perhaps empty."""

    title: str
    text: PublicText


class StepsData(TypedDict):
    """Steps in the API, in their order."""

    steps: list[StepData]


class StepBlock(StructBlock):
    """One step."""

    title = CharBlock(label=_("Title"), max_length=255, help_text=_("Start with a verb: “Send your form”."))
    text = RichTextBlock(label=_("Text"), required=False)

    class Meta:
        label = _("Step")
        icon = "list-ol"
        label_format = "{title}"


class StepsBlock(StructBlock):
    """A process, one numbered step after the other."""

    steps = ListBlock(StepBlock(), label=_("Steps"), min_num=1)

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> StepsData:
        """See ``StepsData``."""
        return StepsData(
            steps=[StepData(title=step["title"] or "", text=to_public_text(step["text"])) for step in value["steps"]]
        )

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        group = groups.TEXT
        template = "blocks/steps.html"
        description = _("A process as numbered steps. For things in no order, use a list in a text.")
        preview_value = {
            "steps": [
                {"title": "Choose a stream", "text": "<p>Coaching or mentoring.</p>"},
                {"title": "Tell your manager", "text": "<p>You need two hours a month.</p>"},
                {"title": "Meet your coach", "text": "<p>We introduce you by email.</p>"},
            ]
        }
