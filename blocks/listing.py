"""Page listing: links to pages that follow a rule or were chosen one by one.

Only pages that the public may see are listed, and the limit counts those.
"""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import (
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
)
from wagtail.models import Page, get_page_models

from blocks import groups
from blocks.dependencies import depends_on_every
from blocks.previews import newest_pages
from blocks.references import PageCard, page_card
from blocks.stored_choices import stored_choice
from blocks.visibility import public_pages

__all__ = ["ListingBlock", "ListingData", "ListingSource", "page_type_choices"]

MOST_PAGES = 50
USUAL_PAGES = 12


class ListingSource(models.TextChoices):
    """Where the pages of a listing come from."""

    CHILDREN = "children", _("The pages below a page")
    TYPE = "type", _("All pages of one type")
    CHOSEN = "chosen", _("Pages that you choose")


ORDERS = {
    "tree": ("path",),
    "title": ("title", "pk"),
    "newest": ("-first_published_at", "-pk"),
}
ORDER_CHOICES = [
    ("tree", _("As in the page tree")),
    ("title", _("By title")),
    ("newest", _("Newest first")),
]

#: The field that each source cannot do without.
NEEDED_FIELD = {"children": "parent", "type": "page_type", "chosen": "pages"}


class ListingData(TypedDict):
    """A listing in the API: the pages that it lists now."""

    source: ListingSource
    items: list[PageCard]


def page_type_choices() -> list[tuple[str, str]]:
    """The page types that editors can create, plugins' included, as ``("pages.ProgramPage", "Program page")``."""
    types = (model for model in get_page_models() if model is not Page and model.is_creatable)
    return sorted(
        ((model._meta.label, capfirst(model._meta.verbose_name)) for model in types), key=lambda pair: pair[1]
    )


class ListingValue(StructValue):
    """The value of a listing."""

    @property
    def listed_pages(self) -> list[Page]:
        """The public pages that are listed, each in its own type; without their bodies. One query per page type."""
        limit = min(max(self["limit"] or USUAL_PAGES, 1), MOST_PAGES)
        if self["source"] == "chosen":
            order = [page.pk for page in self["pages"] if page is not None]
            found = {page.pk: page for page in _specific(public_pages(Page.objects.filter(pk__in=order)))}
            return [found[pk] for pk in order if pk in found][:limit]
        pages = public_pages(self._candidates()).order_by(*ORDERS.get(self["order"], ORDERS["tree"]))
        return list(_specific(pages)[:limit])

    def _candidates(self) -> Any:
        parent = self["parent"]
        if self["source"] == "children":
            depends_on_every(Page)
            return parent.get_children() if parent else Page.objects.none()
        try:
            model = apps.get_model(self["page_type"] or "")
        except (LookupError, ValueError):  # nothing chosen yet, or its plugin is gone
            return Page.objects.none()
        depends_on_every(model)
        pages = Page.objects.type(model)
        return pages.descendant_of(parent) if parent else pages


class ListingBlock(StructBlock):
    """Links to pages, each with the text that introduces it."""

    source = ChoiceBlock(
        label=_("Which pages"), choices=ListingSource.choices, default=ListingSource.CHILDREN.value, search_index=False
    )
    parent = PageChooserBlock(
        label=_("Below"),
        required=False,
        help_text=_(
            "The page whose pages below are listed. For all pages of one type: empty is the whole installation."
        ),
    )
    page_type = ChoiceBlock(
        label=_("Type"),
        choices=page_type_choices,
        required=False,
        default="",
        search_index=False,
        help_text=_("For all pages of one type."),
    )
    pages = ListBlock(
        PageChooserBlock(label=_("Page")),
        label=_("Pages"),
        default=[],
        help_text=_("For pages that you choose. They keep this order."),
    )
    order = ChoiceBlock(label=_("Order"), choices=ORDER_CHOICES, default="tree", search_index=False)
    limit = IntegerBlock(
        label=_("At most"),
        min_value=1,
        max_value=MOST_PAGES,
        default=USUAL_PAGES,
        help_text=_("How many pages are listed, at most. Up to 50."),
    )

    def clean(self, value: Any) -> Any:
        """Require the field that the source needs."""
        cleaned = super().clean(value)
        needed = NEEDED_FIELD[cleaned["source"]] if cleaned["source"] else None
        if needed and not self.is_deferred_validation and not cleaned[needed]:
            raise StructBlockValidationError(
                {needed: ValidationError(_("Needed for the pages that you want to list."), code="required")}
            )
        return cleaned

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> ListingData:
        """See ``ListingData``."""
        cards = map(page_card, value.listed_pages)
        return ListingData(
            source=stored_choice(value["source"], ListingSource.CHILDREN),
            items=[card for card in cards if card is not None],
        )

    def get_preview_value(self) -> Any:
        """The newest pages of the installation."""
        return self.normalize({**self.get_default(), "source": "chosen", "pages": newest_pages(3)})

    class Meta:
        label = _("Page listing")
        icon = "list-ul"
        group = groups.LINKS
        template = "blocks/listing.html"
        value_class = ListingValue
        label_format = "{source}"
        description = _("Links to pages that keeps itself up to date.")


def _specific(pages: Any) -> Any:
    return pages.defer_streamfields().specific()
