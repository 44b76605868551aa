"""Cards: a few ways on, side by side."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    PageChooserBlock,
    StructBlock,
    StructBlockValidationError,
    TextBlock,
    URLBlock,
)

from blocks import groups
from blocks.choosers import ImageChooserBlock
from blocks.references import ImageReference, image_reference
from blocks.targets import Target, TargetValue, refuse_several_targets
from blocks.visibility import is_public_file

__all__ = ["CardData", "CardsBlock", "CardsData"]


class CardData(TypedDict):
    """One card. ``target`` is ``null`` when it has none or one that the public may not see; ``image`` likewise. The
    image's ``alt`` is empty: it repeats the title.
    """

    title: str
    text: str
    target: Target | None
    image: ImageReference | None


class CardsData(TypedDict):
    """Cards in the API, in their order."""

    cards: list[CardData]


class CardValue(TargetValue):
    """The value of one card."""

    @property
    def shown_title(self) -> str:
        """The card's title, else that of its page, if the public may know it. Empty: the card is not shown."""
        target = self.target
        return self["title"] or (target["page"]["title"] if target and target["kind"] == "page" else "")

    @property
    def public_image(self) -> Any:
        """The image, if the public may see it."""
        return self["image"] if is_public_file(self["image"]) else None


class CardBlock(StructBlock):
    """One card."""

    title = CharBlock(
        label=_("Title"),
        required=False,
        default="",
        max_length=255,
        help_text=_("Empty, the page’s own title is used."),
    )
    text = TextBlock(label=_("Text"), required=False, default="", max_length=500, help_text=_("One or two sentences."))
    page = PageChooserBlock(label=_("Page"), required=False, help_text=_("Where the card leads: a page here,"))
    url = URLBlock(label=_("Address"), required=False, default="", help_text=_("or an address on another site."))
    image = ImageChooserBlock(
        label=_("Image"), required=False, help_text=_("Decorative: it must not tell anything new.")
    )

    def clean(self, value: Any) -> Any:
        """Refuse two targets, and a card that has neither title nor page."""
        cleaned = super().clean(value)
        refuse_several_targets(cleaned)
        if not self.is_deferred_validation and not (cleaned["title"] or cleaned["page"]):
            raise StructBlockValidationError(
                {"title": ValidationError(_("Give a title, or choose a page."), code="required")}
            )
        return cleaned

    class Meta:
        label = _("Card")
        icon = "doc-empty"
        value_class = CardValue
        label_format = "{title}{page}"


class CardsBlock(StructBlock):
    """Cards with a title, a text and where they lead."""

    cards = ListBlock(CardBlock(), label=_("Cards"), min_num=1)

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> CardsData:
        """See ``CardsData``. A card without a title that may be shown is left out."""
        return CardsData(
            cards=[
                CardData(
                    title=card.shown_title,
                    text=card["text"] or "",
                    target=card.target,
                    image=image_reference(card["image"], alt=""),
                )
                for card in value["cards"]
                if card.shown_title
            ]
        )

    class Meta:
        label = _("Cards")
        icon = "grid"
        group = groups.LINKS
        template = "blocks/cards.html"
        description = _("A few ways on, side by side: pages of this site or other sites.")
        preview_value = {
            "cards": [
                {"title": title, "text": text, "page": None, "url": "https://www.example.org/", "image": None}
                for title, text in (
                    ("Learn", "Courses for teams that build services."),
                    ("Meet", "Communities that share what works."),
                    ("Start", "First jobs for people new to government."),
                )
            ]
        }
