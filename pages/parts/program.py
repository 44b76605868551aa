"""The lists on a program's page: its streams, its goals and its partners."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from blocks.people import OrganisationReference, organisation_reference
from pages.serializers import PublicField
from pages.snippets.organisation import Organisation

__all__ = [
    "ProgramGoal",
    "ProgramGoalsSerializer",
    "ProgramPartner",
    "ProgramPartnerData",
    "ProgramPartnersSerializer",
    "ProgramStream",
    "ProgramStreamData",
    "ProgramStreamsSerializer",
]


class ProgramStream(Orderable):
    """One of the ways to take part, such as coaching or mentoring."""

    program = ParentalKey("pages.ProgramPage", on_delete=models.CASCADE, related_name="streams")
    title = models.CharField(_("title"), max_length=255)
    description = models.TextField(_("description"), blank=True)

    panels = [FieldPanel("title"), FieldPanel("description")]

    class Meta(Orderable.Meta):
        verbose_name = _("stream")
        verbose_name_plural = _("streams")

    def __str__(self) -> str:
        return self.title


class ProgramGoal(Orderable):
    """Something that the program sets out to achieve."""

    program = ParentalKey("pages.ProgramPage", on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(_("goal"), max_length=500)

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("goal")
        verbose_name_plural = _("goals")

    def __str__(self) -> str:
        return self.text


class ProgramPartner(Orderable):
    """An organisation that takes part in running the program."""

    program = ParentalKey("pages.ProgramPage", on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="program_partnerships"
    )
    role = models.CharField(
        _("role"), max_length=255, blank=True, help_text=_("What the organisation does in this program.")
    )

    panels = [FieldPanel("organisation"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return str(self.organisation)


class ProgramStreamData(TypedDict):
    """A stream as the API serves it."""

    title: str
    description: str


class ProgramPartnerData(TypedDict):
    """A partner as the API serves it."""

    organisation: OrganisationReference
    role: str


class ProgramStreamsSerializer(PublicField):
    """The streams, in their order."""

    def to_representation(self, value: Any) -> list[ProgramStreamData]:
        """``value`` is the relation's manager."""
        return [ProgramStreamData(title=row.title, description=row.description) for row in value.all()]


class ProgramGoalsSerializer(PublicField):
    """The goals, in their order."""

    def to_representation(self, value: Any) -> list[str]:
        """``value`` is the relation's manager."""
        return [row.text for row in value.all()]


class ProgramPartnersSerializer(PublicField):
    """The partners, in their order."""

    def to_representation(self, value: Any) -> list[ProgramPartnerData]:
        """``value`` is the relation's manager."""
        return [
            ProgramPartnerData(organisation=organisation_reference(row.organisation), role=row.role)
            for row in value.all()
        ]
