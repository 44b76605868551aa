"""Contacts within a page: whom to ask about what stands there."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, StructBlock

from blocks import groups
from blocks.choosers import ContactChooserBlock

__all__ = [
    "ContactBlock",
    "ContactBlockData",
    "ContactReference",
    "OrganisationReference",
    "contact_reference",
    "organisation_reference",
]


class OrganisationReference(TypedDict):
    """An organisation. Every text may be empty but the name and the slug."""

    id: int
    name: str
    abbreviation: str
    slug: str
    url: str
    description: str


class ContactReference(TypedDict):
    """A person or a team. Every text may be empty but the name."""

    id: int
    name: str
    role: str
    organisation: OrganisationReference | None
    email: str
    phone: str
    hours: str
    url: str


class ContactBlockData(TypedDict):
    """A contact block in the API. ``contact`` is ``null`` when it has been deleted."""

    contact: ContactReference | None
    note: str


def organisation_reference(organisation: Any) -> OrganisationReference:
    """The reference to ``organisation`` (an Organisation snippet)."""
    return OrganisationReference(
        id=organisation.pk,
        name=organisation.name,
        abbreviation=organisation.abbreviation,
        slug=organisation.slug,
        url=organisation.url,
        description=organisation.description,
    )


def contact_reference(contact: Any) -> ContactReference:
    """The reference to ``contact`` (a Contact snippet)."""
    return ContactReference(
        id=contact.pk,
        name=contact.name,
        role=contact.role,
        organisation=organisation_reference(contact.organisation) if contact.organisation else None,
        email=contact.email,
        phone=contact.phone,
        hours=contact.hours,
        url=contact.url,
    )


class ContactBlock(StructBlock):
    """A contact, kept once as a snippet and shown wherever it is chosen."""

    contact = ContactChooserBlock(
        label=_("Contact"), help_text=_("Kept once, under Snippets: a new phone number appears on every page.")
    )
    note = CharBlock(
        label=_("Note"),
        required=False,
        default="",
        max_length=500,
        help_text=_("What to ask this contact about, here."),
    )

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> ContactBlockData:
        """See ``ContactBlockData``."""
        contact = value["contact"]
        return ContactBlockData(contact=contact_reference(contact) if contact else None, note=value["note"] or "")

    def get_searchable_content(self, value: Any) -> list[str]:
        """The note, and the contact's name and role, so that a search for them finds the page."""
        contact = value["contact"]
        return [*super().get_searchable_content(value), *([contact.name, contact.role] if contact else [])]

    def get_preview_value(self) -> Any:
        """An invented team."""
        contact = self.child_blocks["contact"].model_class(
            pk=0,  # no stored one
            name="Digital skills team",
            role="Questions about our programs",
            email="digital-skills@example.org",
            phone="02 5550 0000",
            hours="Weekdays, 9 am to 5 pm",
        )
        return self.normalize({"contact": contact, "note": "Ask us about the next course."})

    class Meta:
        label = _("Contact")
        icon = "user"
        group = groups.LINKS
        template = "blocks/contact.html"
        label_format = "{contact}"
        description = _("Whom to ask, with email, phone and hours.")
