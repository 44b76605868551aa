"""Who speaks at an event: a contact of the directory, or a name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from blocks.people import ContactReference, contact_reference
from pages.serializers import PublicField

__all__ = ["EventSpeaker", "EventSpeakersSerializer", "SpeakerData"]


class EventSpeaker(Orderable):
    """One of the speakers of an event."""

    event = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="speakers")
    contact = models.ForeignKey(
        "pages.Contact",
        verbose_name=_("contact"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Somebody of the directory. Leave it empty for a guest, and give their name."),
    )
    name = models.CharField(
        _("name"), max_length=255, blank=True, help_text=_("Empty, the contact’s name stands there.")
    )
    role = models.CharField(
        _("role"), max_length=255, blank=True, help_text=_("What they do, and where. Empty, the contact’s role.")
    )

    panels = [FieldPanel("contact"), FieldPanel("name"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name that readers see."""
        return self.name or (self.contact.name if self.contact else "")

    @property
    def shown_role(self) -> str:
        """The role that readers see; may be empty."""
        return self.role or (self.contact.role if self.contact else "")

    def clean(self) -> None:
        """Refuse a speaker without any name."""
        super().clean()
        if not (self.contact_id or self.name):
            raise ValidationError({"name": ValidationError(_("Choose a contact, or give a name."), code="required")})


class SpeakerData(TypedDict):
    """A speaker as the API serves it. ``contact`` is ``null`` for a guest; ``role`` may be empty."""

    name: str
    role: str
    contact: ContactReference | None


class EventSpeakersSerializer(PublicField):
    """The speakers, in their order."""

    def to_representation(self, value: Any) -> list[SpeakerData]:
        """``value`` is the relation's manager. A guest whose contact was deleted, and with it the name, is left out."""
        return [
            SpeakerData(
                name=row.shown_name,
                role=row.shown_role,
                contact=contact_reference(row.contact) if row.contact else None,
            )
            for row in value.all()
            if row.shown_name
        ]
