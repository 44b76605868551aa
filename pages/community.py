"""CommunityPage: a community of practice, with its meet-ups and channels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from blocks.field import SectionsField
from blocks.rich_text import RichTextSerializer
from pages.base import BasePage
from pages.parts.community import CommunityChannelsSerializer, CommunityMeetupsSerializer, RelatedProgramsSerializer
from pages.snippets.practice import PracticeSerializer

__all__ = ["CommunityPage"]


class CommunityPage(BasePage):
    """People who share a practice and learn from one another."""

    page_description = _("A community of practice: who it is for, how to join, when it meets.")

    body = SectionsField("community", blank=True, verbose_name=_("sections"))
    practice = models.ForeignKey(
        "pages.Practice",
        verbose_name=_("practice"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="communities",
        help_text=_("What the members have in common."),
    )
    who_can_join = RichTextField(
        _("who can join"), blank=True, help_text=_("Say it even if it is everyone: people wonder whether they may.")
    )
    how_to_join = RichTextField(_("how to join"), blank=True, help_text=_("What to do first, and what happens then."))
    join_url = models.URLField(
        _("joining page"), max_length=500, blank=True, help_text=_("The web address where people sign up.")
    )

    content_panels = [*BasePage.lead_panels, FieldPanel("body")]
    community_panels = [
        FieldPanel("practice"),
        MultiFieldPanel(
            [FieldPanel("who_can_join"), FieldPanel("how_to_join"), FieldPanel("join_url")], heading=_("Joining")
        ),
        InlinePanel("meetups", heading=_("Meet-ups"), label=_("meet-up")),
        InlinePanel(
            "channels",
            heading=_("Channels"),
            label=_("channel"),
            help_text=_("Where members talk between meet-ups. Give each an address."),
        ),
        MultipleChooserPanel(
            "related_programs", chooser_field_name="program", heading=_("Related programs"), label=_("program")
        ),
    ]
    edit_handler = BasePage.tabs(content_panels, (_("Community"), community_panels))

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("who_can_join"),
        index.SearchField("how_to_join"),
        index.FilterField("practice"),
        index.RelatedFields("practice", [index.SearchField("name"), index.FilterField("slug")]),
        index.RelatedFields("meetups", [index.SearchField("rhythm"), index.SearchField("note")]),
        index.RelatedFields("channels", [index.SearchField("name")]),
    ]

    api_fields = [
        *BasePage.api_fields,
        APIField("practice", serializer=PracticeSerializer()),
        APIField("who_can_join", serializer=RichTextSerializer()),
        APIField("how_to_join", serializer=RichTextSerializer()),
        APIField("join_url"),
        APIField("meetups", serializer=CommunityMeetupsSerializer()),
        APIField("channels", serializer=CommunityChannelsSerializer()),
        APIField("related_programs", serializer=RelatedProgramsSerializer()),
    ]
    api_prefetch = (
        *BasePage.api_prefetch,
        "practice",
        "meetups__location",
        "channels",
        "related_programs__program",
    )

    class Meta:
        verbose_name = _("community page")
        verbose_name_plural = _("community pages")
