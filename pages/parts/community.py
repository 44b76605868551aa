"""The lists on a community's page: its meet-ups, its channels and the programs that belong with it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from blocks.references import PageReference, page_reference
from pages.serializers import PublicField
from pages.snippets.location import Location, LocationData, location_data

__all__ = [
    "CommunityChannel",
    "CommunityChannelData",
    "CommunityChannelsSerializer",
    "CommunityMeetup",
    "CommunityMeetupData",
    "CommunityMeetupsSerializer",
    "MeetupFormat",
    "RelatedProgram",
    "RelatedProgramsSerializer",
]


class MeetupFormat(models.TextChoices):
    """How people meet."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In person and online")


class CommunityMeetup(Orderable):
    """A meeting that comes round, with its rhythm and place."""

    community = ParentalKey("pages.CommunityPage", on_delete=models.CASCADE, related_name="meetups")
    rhythm = models.CharField(
        _("rhythm"), max_length=255, help_text=_("When it happens, for instance “first Thursday of the month, noon”.")
    )
    format = models.CharField(_("format"), max_length=16, choices=MeetupFormat.choices, default=MeetupFormat.IN_PERSON)
    location = models.ForeignKey(
        Location,
        verbose_name=_("location"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="community_meetups",
    )
    note = models.CharField(_("note"), max_length=500, blank=True, help_text=_("What happens there, or what to bring."))

    panels = [FieldPanel("rhythm"), FieldPanel("format"), FieldPanel("location"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("meet-up")
        verbose_name_plural = _("meet-ups")

    def __str__(self) -> str:
        return self.rhythm


class CommunityChannel(Orderable):
    """A place where the community talks between meet-ups."""

    community = ParentalKey("pages.CommunityPage", on_delete=models.CASCADE, related_name="channels")
    name = models.CharField(_("name"), max_length=255, help_text=_("For instance “Mailing list” or “Chat”."))
    url = models.URLField(_("web address"), max_length=500, blank=True)
    email = models.EmailField(_("email"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("url"), FieldPanel("email")]

    class Meta(Orderable.Meta):
        verbose_name = _("channel")
        verbose_name_plural = _("channels")

    def __str__(self) -> str:
        return self.name

    @property
    def has_address(self) -> bool:
        """Whether a reader can get there."""
        return bool(self.url or self.email)


class RelatedProgram(Orderable):
    """A program that members of the community may care about."""

    community = ParentalKey("pages.CommunityPage", on_delete=models.CASCADE, related_name="related_programs")
    program = models.ForeignKey(
        "pages.ProgramPage",
        verbose_name=_("program"),
        on_delete=models.CASCADE,
        related_name="related_communities",
    )

    panels = [PageChooserPanel("program", "pages.ProgramPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("related program")
        verbose_name_plural = _("related programs")

    def __str__(self) -> str:
        return str(self.program)


class CommunityMeetupData(TypedDict):
    """A meet-up as the API serves it."""

    rhythm: str
    format: MeetupFormat
    location: LocationData | None
    note: str


class CommunityChannelData(TypedDict):
    """A channel as the API serves it. Either address may be empty."""

    name: str
    url: str
    email: str


class CommunityMeetupsSerializer(PublicField):
    """The meet-ups, in their order."""

    def to_representation(self, value: Any) -> list[CommunityMeetupData]:
        """``value`` is the relation's manager."""
        return [
            CommunityMeetupData(
                rhythm=row.rhythm,
                format=MeetupFormat(row.format),
                location=location_data(row.location) if row.location else None,
                note=row.note,
            )
            for row in value.all()
        ]


class CommunityChannelsSerializer(PublicField):
    """The channels, in their order."""

    def to_representation(self, value: Any) -> list[CommunityChannelData]:
        """``value`` is the relation's manager."""
        return [CommunityChannelData(name=row.name, url=row.url, email=row.email) for row in value.all()]


class RelatedProgramsSerializer(PublicField):
    """The related programs, in their order; those that the public may not see are left out."""

    def to_representation(self, value: Any) -> list[PageReference]:
        """``value`` is the relation's manager."""
        references = (page_reference(row.program) for row in value.all())
        return [reference for reference in references if reference is not None]
