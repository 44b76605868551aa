"""CommunityPage: a community of practice, with its meet-ups and channels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from blocks.field import SectionsField
from pages.base import BasePage

__all__ = ["CommunityPage"]


class CommunityPage(BasePage):
    """People who share a practice and learn from one another."""

    parent_page_types = ["home.HomePage", "pages.IndexPage"]
    subpage_types = ["pages.ContentPage"]
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
    who_can_join = RichTextField(_("who can join"), blank=True)
    how_to_join = RichTextField(_("how to join"), blank=True)
    join_url = models.URLField(
        _("joining page"), max_length=500, blank=True, help_text=_("The web address where people sign up.")
    )

    class Meta:
        verbose_name = _("community page")
        verbose_name_plural = _("community pages")
