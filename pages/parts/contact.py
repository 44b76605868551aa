"""The contacts of a page, whatever its type."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from blocks.people import ContactReference, contact_reference
from pages.serializers import PublicField
from pages.snippets.contact import Contact

__all__ = ["PageContact", "PageContactData", "PageContactsSerializer"]


class PageContact(Orderable):
    """A contact that a page names. It hangs on Wagtail's own page, so every page type can have contacts."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_contacts")
    contact = models.ForeignKey(
        Contact, verbose_name=_("contact"), on_delete=models.CASCADE, related_name="page_contacts"
    )
    note = models.CharField(
        _("note"),
        max_length=255,
        blank=True,
        help_text=_("What to ask this contact on this page, for instance “Questions about applying”."),
    )

    panels = [FieldPanel("contact"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("contact of a page")
        verbose_name_plural = _("contacts of a page")

    def __str__(self) -> str:
        return str(self.contact)


class PageContactData(ContactReference):
    """A contact as a page names it: the contact, and what to ask it here."""

    note: str


class PageContactsSerializer(PublicField):
    """The contacts of a page, in their order."""

    def to_representation(self, value: Any) -> list[PageContactData]:
        """``value`` is the relation's manager."""
        return [PageContactData(**contact_reference(row.contact), note=row.note) for row in value.all()]
