"""ProgramPage: a program that people can take part in, with its status, window of application and partners."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from blocks.field import SectionsField
from blocks.rich_text import RichTextSerializer
from pages.base import BasePage
from pages.dates import PartialDateField, PartialDateSerializer, span_label
from pages.parts.program import ProgramGoalsSerializer, ProgramPartnersSerializer, ProgramStreamsSerializer
from pages.serializers import LabelSerializer, PublicField
from pages.snippets.audience import AudiencesSerializer
from pages.snippets.location import LocationsSerializer
from pages.snippets.practice import PracticesSerializer
from pages.spans import refuse_reversed

__all__ = ["ProgramPage", "ProgramStatus"]


class ProgramStatus(models.TextChoices):
    """Where a program stands."""

    PLANNED = "planned", _("Planned")
    INTRODUCING = "introducing", _("Being introduced")
    OPEN = "open", _("Open for applications")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


class ProgramStatusSerializer(PublicField):
    """The status as its plain value."""

    def to_representation(self, value: str) -> ProgramStatus:
        """``value`` is the stored value."""
        return ProgramStatus(value)


class ProgramPage(BasePage):
    """A program that people can take part in."""

    page_description = _("A program that people can take part in: training, coaching, jobs, events.")

    body = SectionsField("program", blank=True, verbose_name=_("sections"))
    status = models.CharField(_("status"), max_length=16, choices=ProgramStatus.choices, default=ProgramStatus.PLANNED)
    audiences = ParentalManyToManyField(
        "pages.Audience",
        verbose_name=_("audiences"),
        blank=True,
        related_name="programs",
        help_text=_("Whom the program is for. More audiences can be added in the directory."),
    )
    eligibility = RichTextField(
        _("who can take part"), blank=True, help_text=_("What someone must be or have. Leave it empty if anyone can.")
    )
    what_you_get = RichTextField(_("what you get"), blank=True, help_text=_("What people take away from it."))
    cost = models.CharField(
        _("cost"), max_length=255, blank=True, help_text=_("For instance “free” or “$200 per person”.")
    )
    starts = PartialDateField(_("starts"), null=True, blank=True)
    ends = PartialDateField(_("ends"), null=True, blank=True)
    applications_open = PartialDateField(_("applications open"), null=True, blank=True)
    applications_close = PartialDateField(_("applications close"), null=True, blank=True)
    locations = ParentalManyToManyField(
        "pages.Location", verbose_name=_("locations"), blank=True, related_name="programs"
    )
    practices = ParentalManyToManyField(
        "pages.Practice", verbose_name=_("practices"), blank=True, related_name="programs"
    )
    how_to_apply = RichTextField(
        _("how to apply"), blank=True, help_text=_("What to do, what to have at hand, and what happens then.")
    )
    apply_url = models.URLField(
        _("application form"),
        max_length=500,
        blank=True,
        help_text=_("The web address where people apply. Readers see it as a button."),
    )

    content_panels = [*BasePage.lead_panels, FieldPanel("body")]
    program_panels = [
        MultiFieldPanel([FieldPanel("status"), FieldPanel("starts"), FieldPanel("ends")], heading=_("Status and time")),
        MultiFieldPanel(
            [
                FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
                FieldPanel("eligibility"),
                FieldPanel("what_you_get"),
                FieldPanel("cost"),
            ],
            heading=_("For whom, and what they get"),
        ),
        InlinePanel(
            "streams",
            heading=_("Streams"),
            label=_("stream"),
            help_text=_(
                "The ways to take part, for instance coaching and mentoring. A program with one way needs none."
            ),
        ),
        InlinePanel("goals", heading=_("Goals"), label=_("goal"), max_num=12),
        MultiFieldPanel(
            [
                FieldPanel("practices", widget=forms.CheckboxSelectMultiple),
                FieldPanel("locations", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Practices and places"),
        ),
        MultipleChooserPanel(
            "partners", chooser_field_name="organisation", heading=_("Partner organisations"), label=_("partner")
        ),
    ]
    application_panels = [
        FieldPanel("applications_open"),
        FieldPanel("applications_close"),
        FieldPanel("how_to_apply"),
        FieldPanel("apply_url"),
    ]
    edit_handler = BasePage.tabs(
        content_panels, (_("Program"), program_panels), (_("Applications"), application_panels)
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("eligibility"),
        index.SearchField("what_you_get"),
        index.SearchField("how_to_apply"),
        index.FilterField("status"),
        index.RelatedFields("audiences", [index.SearchField("name"), index.FilterField("slug")]),
        index.RelatedFields("locations", [index.SearchField("name"), index.FilterField("slug")]),
        index.RelatedFields("practices", [index.SearchField("name"), index.FilterField("slug")]),
        index.RelatedFields("streams", [index.SearchField("title"), index.SearchField("description")]),
        index.RelatedFields("goals", [index.SearchField("text")]),
    ]

    api_fields = [
        *BasePage.api_fields,
        APIField("status", serializer=ProgramStatusSerializer()),
        APIField("audiences", serializer=AudiencesSerializer()),
        APIField("eligibility", serializer=RichTextSerializer()),
        APIField("what_you_get", serializer=RichTextSerializer()),
        APIField("streams", serializer=ProgramStreamsSerializer()),
        APIField("goals", serializer=ProgramGoalsSerializer()),
        APIField("cost"),
        APIField("starts", serializer=PartialDateSerializer()),
        APIField("ends", serializer=PartialDateSerializer()),
        APIField("timeframe", serializer=LabelSerializer()),
        APIField("applications_open", serializer=PartialDateSerializer()),
        APIField("applications_close", serializer=PartialDateSerializer()),
        APIField("application_window", serializer=LabelSerializer()),
        APIField("locations", serializer=LocationsSerializer()),
        APIField("practices", serializer=PracticesSerializer()),
        APIField("partners", serializer=ProgramPartnersSerializer()),
        APIField("how_to_apply", serializer=RichTextSerializer()),
        APIField("apply_url"),
    ]
    api_prefetch = (
        *BasePage.api_prefetch,
        "audiences",
        "streams",
        "goals",
        "locations",
        "practices",
        "partners__organisation",
    )
    api_reads = {
        **BasePage.api_reads,
        "timeframe": ("starts", "ends"),
        "application_window": ("applications_open", "applications_close"),
    }

    class Meta:
        verbose_name = _("program page")
        verbose_name_plural = _("program pages")

    @property
    def timeframe(self) -> str:
        """When the program runs, in words: "from mid-2018"."""
        return span_label(self.starts, self.ends)

    @property
    def application_window(self) -> str:
        """When people can apply, in words: "until June 2020"."""
        return span_label(self.applications_open, self.applications_close)

    def clean(self) -> None:
        """Refuse a program or an application window that is over before it begins."""
        super().clean()
        refuse_reversed(self, starts="ends", applications_open="applications_close")
