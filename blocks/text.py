"""Running text and what interrupts it: text, callout, quote."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, ChoiceBlock, StructBlock, StructValue, TextBlock, URLBlock

from blocks import groups
from blocks.rich_text import PublicText, RichTextBlock, to_public_text
from blocks.stored_choices import stored_choice

__all__ = ["CalloutBlock", "CalloutData", "CalloutTone", "ProseBlock", "QuoteBlock", "QuoteData"]


class CalloutTone(models.TextChoices):
    """How a callout speaks."""

    NOTE = "note", _("Note: good to know")
    IMPORTANT = "important", _("Important: must not be missed")
    WARNING = "warning", _("Warning: something can go wrong")
    SUCCESS = "success", _("Success: something is done or possible")


class ProseBlock(RichTextBlock):
    """Paragraphs and lists."""

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = groups.TEXT
        template = "blocks/rich_text.html"
        description = _("Paragraphs, lists and links.")
        preview_value = (
            "<p>Coaching is open to all staff. You can</p>"
            "<ul><li>ask for a coach at any time</li><li>bring a question of your own</li></ul>"
        )


_TONE_NAMES = {
    CalloutTone.NOTE: _("Note"),
    CalloutTone.IMPORTANT: _("Important"),
    CalloutTone.WARNING: _("Warning"),
    CalloutTone.SUCCESS: _("Success"),
}


class CalloutData(TypedDict):
    """A callout in the API."""

    tone: CalloutTone
    title: str
    text: PublicText


class CalloutValue(StructValue):
    """The value of a callout."""

    @property
    def tone_name(self) -> str:
        """The tone in a word, for readers."""
        return str(_TONE_NAMES[stored_choice(self["tone"], CalloutTone.NOTE)])


class CalloutBlock(StructBlock):
    """A short text that stands out from the text around it."""

    tone = ChoiceBlock(
        label=_("Tone"),
        choices=CalloutTone.choices,
        default=CalloutTone.NOTE.value,
        search_index=False,
        help_text=_("Decides how the callout looks, and what a screen reader says before it."),
    )
    title = CharBlock(
        label=_("Title"), required=False, default="", max_length=255, help_text=_("A few words, or nothing.")
    )
    text = RichTextBlock(
        label=_("Text"), help_text=_("One or two sentences. Callouts lose their force when they are long.")
    )

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> CalloutData:
        """See ``CalloutData``."""
        return CalloutData(
            tone=stored_choice(value["tone"], CalloutTone.NOTE),
            title=value["title"] or "",
            text=to_public_text(value["text"]),
        )

    class Meta:
        label = _("Callout")
        icon = "info-circle"
        group = groups.TEXT
        template = "blocks/callout.html"
        value_class = CalloutValue
        label_format = "{title}"
        description = _("A short text that stands out. Use it rarely.")
        preview_value = {
            "tone": "important",
            "title": "Applications close on Friday",
            "text": "<p>Send your form before 5 pm. We cannot open late ones.</p>",
        }


class QuoteData(TypedDict):
    """A quote in the API. ``text`` is plain; its paragraphs are separated by an empty line."""

    text: str
    attribution: str
    role: str
    source_url: str


class QuoteBlock(StructBlock):
    """Somebody else's words."""

    text = TextBlock(
        label=_("Quote"),
        rows=3,
        help_text=_("The exact words, without quotation marks. An empty line starts a new paragraph."),
    )
    attribution = CharBlock(
        label=_("Who says it"),
        required=False,
        default="",
        max_length=255,
        help_text=_("A person, an organisation or a document."),
    )
    role = CharBlock(
        label=_("Role"),
        required=False,
        default="",
        max_length=255,
        help_text=_("What makes their word count, for instance “graduate”."),
    )
    source_url = URLBlock(label=_("Source"), required=False, default="", help_text=_("Where the words were published."))

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> QuoteData:
        """See ``QuoteData``."""
        return QuoteData(
            text=value["text"] or "",
            attribution=value["attribution"] or "",
            role=value["role"] or "",
            source_url=value["source_url"] or "",
        )

    class Meta:
        label = _("Quote")
        icon = "openquote"
        group = groups.TEXT
        template = "blocks/quote.html"
        label_format = "{attribution}: {text}"
        description = _("Somebody’s words, with their name.")
        preview_value = {
            "text": "I came to listen. By the second month I was running the session.",
            "attribution": "A member of the user research community",
            "role": "Researcher",
            "source_url": "",
        }
