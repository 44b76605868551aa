"""PilotPage: a pilot, with its governance, vision and opportunities to contribute."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from blocks.field import SectionsField
from pages.base import BasePage
from pages.dates import PartialDateField

__all__ = ["PilotPage", "PilotStatus"]


class PilotStatus(models.TextChoices):
    """Where a pilot stands."""

    PLANNED = "planned", _("Planned")
    UNDERWAY = "underway", _("Under way")
    COMPLETE = "complete", _("Complete")
    CLOSED = "closed", _("Closed")


class PilotPage(BasePage):
    """A pilot: an organisation or project that tries something out for a while."""

    parent_page_types = ["home.HomePage", "pages.IndexPage"]
    subpage_types = ["pages.ContentPage", "pages.FormPage"]
    page_description = _("A pilot: who set it up, how it is governed, what it is for and how to contribute.")

    body = SectionsField("pilot", blank=True, verbose_name=_("sections"))
    abbreviation = models.CharField(_("abbreviation"), max_length=32, blank=True)
    sector = models.CharField(
        _("sector"), max_length=255, blank=True, help_text=_("For instance “digital technology”.")
    )
    status = models.CharField(_("status"), max_length=16, choices=PilotStatus.choices, default=PilotStatus.PLANNED)
    starts = PartialDateField(_("starts"), null=True, blank=True, help_text=_("As exactly as you know, not more."))
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
    incorporated = PartialDateField(
        _("incorporated"), null=True, blank=True, help_text=_("As exactly as you know, not more.")
    )
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

    class Meta:
        verbose_name = _("pilot page")
        verbose_name_plural = _("pilot pages")
