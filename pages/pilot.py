"""PilotPage: a pilot, with its governance, vision and opportunities to contribute."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from blocks.field import SectionsField
from blocks.rich_text import RichTextSerializer
from pages.base import BasePage
from pages.dates import PartialDateField, PartialDateSerializer, span_label
from pages.parts.pilot_serializers import (
    PilotAimsSerializer,
    PilotAreasSerializer,
    PilotGovernanceGroupsSerializer,
    PilotMeasuresSerializer,
    PilotOpportunitiesSerializer,
    PilotRelatedBodiesSerializer,
    PilotSiblingsSerializer,
)
from pages.serializers import LabelSerializer, PageReferenceSerializer, PublicField
from pages.snippets.organisation import OrganisationSerializer
from pages.spans import refuse_reversed

__all__ = ["PilotPage", "PilotStatus"]


class PilotStatus(models.TextChoices):
    """Where a pilot stands."""

    PLANNED = "planned", _("Planned")
    UNDERWAY = "underway", _("Under way")
    COMPLETE = "complete", _("Complete")
    CLOSED = "closed", _("Closed")


class PilotStatusSerializer(PublicField):
    """The status as its plain value."""

    def to_representation(self, value: str) -> PilotStatus:
        """``value`` is the stored value."""
        return PilotStatus(value)


class PilotPage(BasePage):
    """A pilot: an organisation or project that tries something out for a while."""

    page_description = _("A pilot: who set it up, how it is governed, what it is for and how to contribute.")

    body = SectionsField("pilot", blank=True, verbose_name=_("sections"))
    abbreviation = models.CharField(
        _("abbreviation"), max_length=32, blank=True, help_text=_("For instance “DSO”. Readers search for it.")
    )
    sector = models.CharField(
        _("sector"), max_length=255, blank=True, help_text=_("For instance “digital technology”.")
    )
    status = models.CharField(_("status"), max_length=16, choices=PilotStatus.choices, default=PilotStatus.PLANNED)
    starts = PartialDateField(_("starts"), null=True, blank=True)
    ends = PartialDateField(_("ends"), null=True, blank=True)
    pilot_group = models.CharField(
        _("group of pilots"),
        max_length=255,
        blank=True,
        help_text=_("The name of the group if this is one of several pilots."),
    )
    established_by = models.ForeignKey(
        "pages.Organisation",
        verbose_name=_("established by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="established_pilots",
    )
    legal_form = models.CharField(
        _("legal form"), max_length=255, blank=True, help_text=_("For instance “company limited by guarantee”.")
    )
    incorporated = PartialDateField(_("incorporated"), null=True, blank=True)
    governance_board = RichTextField(_("board"), blank=True, help_text=_("Who sits on it and what it decides."))
    vision = models.TextField(_("vision"), blank=True, help_text=_("In the pilot’s own words, without quote marks."))
    mission = models.TextField(_("mission"), blank=True, help_text=_("In the pilot’s own words, without quote marks."))
    website = models.URLField(_("website"), max_length=500, blank=True)
    mailing_list_url = models.URLField(
        _("mailing list elsewhere"), max_length=500, blank=True, help_text=_("The web address where people sign up.")
    )
    mailing_list_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("mailing list here"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A form page on this site."),
    )

    content_panels = [*BasePage.lead_panels, FieldPanel("body")]
    pilot_panels = [
        MultiFieldPanel([FieldPanel("status"), FieldPanel("starts"), FieldPanel("ends")], heading=_("Status and time")),
        MultiFieldPanel(
            [
                FieldPanel("abbreviation"),
                FieldPanel("sector"),
                FieldPanel("established_by"),
                FieldPanel("legal_form"),
                FieldPanel("incorporated"),
            ],
            heading=_("The organisation"),
        ),
        MultiFieldPanel([FieldPanel("vision"), FieldPanel("mission")], heading=_("Vision and mission")),
        InlinePanel("mission_measures", heading=_("How the mission is measured"), label=_("measure"), max_num=12),
        InlinePanel("areas_of_work", heading=_("Areas of work"), label=_("area")),
        InlinePanel(
            "opportunities",
            heading=_("Opportunities to contribute"),
            label=_("opportunity"),
            help_text=_("In the order in which readers should see them."),
        ),
    ]
    surroundings_panels = [
        FieldPanel("governance_board"),
        InlinePanel("governance_groups", heading=_("Groups that the board works with"), label=_("group")),
        InlinePanel("governance_aims", heading=_("Aims of the board"), label=_("aim"), max_num=12),
        FieldPanel("pilot_group"),
        InlinePanel("siblings", heading=_("Sibling pilots"), label=_("pilot")),
        MultipleChooserPanel(
            "related_bodies",
            chooser_field_name="organisation",
            heading=_("Related reforms and bodies"),
            label=_("related body"),
        ),
    ]
    contact_panels = [
        FieldPanel("website"),
        MultiFieldPanel(
            [FieldPanel("mailing_list_url"), PageChooserPanel("mailing_list_page", "pages.FormPage")],
            heading=_("Mailing list"),
            help_text=_("Give one of the two."),
        ),
    ]
    edit_handler = BasePage.tabs(
        content_panels,
        (_("Pilot"), pilot_panels),
        (_("Governance and relations"), surroundings_panels),
        (_("Staying in touch"), contact_panels),
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("abbreviation", boost=2),
        index.SearchField("sector"),
        index.SearchField("pilot_group"),
        index.SearchField("governance_board"),
        index.SearchField("vision"),
        index.SearchField("mission"),
        index.FilterField("status"),
        index.FilterField("sector"),
        index.FilterField("established_by"),
        index.RelatedFields("areas_of_work", [index.SearchField("title"), index.SearchField("description")]),
        index.RelatedFields("opportunities", [index.SearchField("title"), index.SearchField("description")]),
    ]

    api_fields = [
        *BasePage.api_fields,
        APIField("abbreviation"),
        APIField("sector"),
        APIField("status", serializer=PilotStatusSerializer()),
        APIField("starts", serializer=PartialDateSerializer()),
        APIField("ends", serializer=PartialDateSerializer()),
        APIField("timeframe", serializer=LabelSerializer()),
        APIField("pilot_group"),
        APIField("siblings", serializer=PilotSiblingsSerializer()),
        APIField("established_by", serializer=OrganisationSerializer()),
        APIField("legal_form"),
        APIField("incorporated", serializer=PartialDateSerializer()),
        APIField("governance_board", serializer=RichTextSerializer()),
        APIField("governance_groups", serializer=PilotGovernanceGroupsSerializer()),
        APIField("governance_aims", serializer=PilotAimsSerializer()),
        APIField("vision"),
        APIField("mission"),
        APIField("mission_measures", serializer=PilotMeasuresSerializer()),
        APIField("areas_of_work", serializer=PilotAreasSerializer()),
        APIField("opportunities", serializer=PilotOpportunitiesSerializer()),
        APIField("related_bodies", serializer=PilotRelatedBodiesSerializer()),
        APIField("website"),
        APIField("mailing_list_url"),
        APIField("mailing_list_page", serializer=PageReferenceSerializer()),
    ]
    api_prefetch = (
        *BasePage.api_prefetch,
        "established_by",
        "siblings__page",
        "governance_groups",
        "governance_aims",
        "mission_measures",
        "areas_of_work",
        "opportunities",
        "related_bodies__organisation",
        "mailing_list_page",
    )
    api_reads = {**BasePage.api_reads, "timeframe": ("starts", "ends")}

    class Meta:
        verbose_name = _("pilot page")
        verbose_name_plural = _("pilot pages")

    @property
    def timeframe(self) -> str:
        """When the pilot runs, in words: "from June 2020"."""
        return span_label(self.starts, self.ends)

    def clean(self) -> None:
        """Refuse a pilot that is over before it begins."""
        super().clean()
        refuse_reversed(self, starts="ends")
