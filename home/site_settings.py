"""What holds for a whole site: its name, acknowledgement, contact, social links, licence.

Edited under Settings > Site in the admin; read by templates through ``home.templatetags.site_tags``.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Site

from blocks.dependencies import depends_on_every

__all__ = ["ACKNOWLEDGEMENT_FEATURES", "SiteSettings", "SocialLink"]

ACKNOWLEDGEMENT_FEATURES = ["bold", "italic", "link"]


class SiteSettings(BaseSiteSetting, ClusterableModel):
    """One row per site. A site without one has the defaults."""

    select_related = ["contact__organisation"]

    name = models.CharField(
        _("name"),
        max_length=120,
        blank=True,
        help_text=_("Shown in the header and in the title of every page."),
    )
    acknowledgement = RichTextField(
        _("acknowledgement"),
        blank=True,
        features=ACKNOWLEDGEMENT_FEATURES,
        help_text=_("An acknowledgement of country or a similar statement, at the foot of every page."),
    )
    contact = models.ForeignKey(
        "pages.Contact",
        verbose_name=_("contact"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whom people reach about the site as a whole. Pages have contacts of their own."),
    )
    footer_text = models.CharField(
        _("footer text"),
        max_length=255,
        blank=True,
        help_text=_("One line at the very end of every page, for instance who publishes the site."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=120,
        blank=True,
        help_text=_("Under which licence others may use the content, for instance “CC BY 4.0”."),
    )
    licence_url = models.URLField(_("address of the licence"), blank=True)
    analytics_script_url = models.URLField(
        _("analytics script"),
        blank=True,
        help_text=_(
            "Leave empty, and pages load no analytics, set no cookie and tell nobody about their readers. "
            "With an address, every page loads the script that it names: check its privacy first."
        ),
    )

    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("name"), FieldPanel("contact")], heading=_("Site")),
            ObjectList(
                [
                    FieldPanel("acknowledgement"),
                    InlinePanel("social_links", heading=_("Social links"), label=_("social link")),
                    MultiFieldPanel(
                        [FieldPanel("footer_text"), FieldPanel("licence"), FieldPanel("licence_url")],
                        heading=_("Last lines"),
                    ),
                ],
                heading=_("Footer"),
            ),
            ObjectList([FieldPanel("analytics_script_url")], heading=_("Privacy")),
        ]
    )

    class Meta(BaseSiteSetting.Meta):
        verbose_name = _("site")
        verbose_name_plural = _("site settings")

    @classmethod
    def read(cls, site: Site) -> SiteSettings:
        """The settings of ``site``, or unsaved defaults: showing a page must not write, unlike ``for_site``."""
        depends_on_every(cls)
        settings: SiteSettings = cls.base_queryset().filter(site=site).first() or cls()
        settings.site = site
        return settings

    @property
    def display_name(self) -> str:
        """The name to show: this one, else the site's own, else its host."""
        return self.name or self.site.site_name or self.site.hostname


class SocialLink(Orderable):
    """An account of the site's owner elsewhere."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="social_links")
    label = models.CharField(_("label"), max_length=60, help_text=_("For instance “Mastodon” or “Newsletter”."))
    url = models.URLField(_("address"))

    panels = [FieldPanel("label"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("social link")
        verbose_name_plural = _("social links")

    def __str__(self) -> str:
        return self.label
