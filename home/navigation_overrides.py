"""Menus that an editor lists by hand. A list that has any item replaces the menu that ``home.navigation`` derives.

Edited under Settings > Navigation in the admin; read by ``home.navigation``.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Orderable, Page

__all__ = ["FooterMenuItem", "MainMenuItem", "Navigation"]


class Navigation(BaseSiteSetting, ClusterableModel):
    """One row per site. Without one, or with empty lists, menus follow the page tree."""

    panels = [
        InlinePanel(
            "main_items",
            heading=_("Main menu"),
            label=_("item"),
            help_text=_("Leave empty to list the pages below the home page that are marked “Show in menus”."),
        ),
        InlinePanel(
            "footer_items",
            heading=_("Footer menu"),
            label=_("item"),
            help_text=_("Leave empty to repeat the first level of the main menu."),
        ),
    ]

    class Meta(BaseSiteSetting.Meta):
        verbose_name = _("navigation")
        verbose_name_plural = _("navigation")


class NavigationItem(Orderable):
    """An item of a menu: a page with what is below it, or an address elsewhere."""

    label = models.CharField(
        _("label"), max_length=80, blank=True, help_text=_("Empty, the title of the page stands here.")
    )
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    url = models.URLField(_("or an address"), blank=True)

    panels = [FieldPanel("label"), PageChooserPanel("page"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.label or (self.page.title if self.page else self.url)

    def clean(self) -> None:
        """Demand one target, and a label where there is no title to fall back on."""
        super().clean()
        if bool(self.page_id) == bool(self.url):
            raise ValidationError({"page": _("Choose a page or enter an address, and not both.")})
        if self.url and not self.label:
            raise ValidationError({"label": _("An address needs a label.")})


class MainMenuItem(NavigationItem):
    """An item of the main menu."""

    navigation = ParentalKey(Navigation, on_delete=models.CASCADE, related_name="main_items")

    class Meta(NavigationItem.Meta):
        verbose_name = _("main menu item")
        verbose_name_plural = _("main menu items")


class FooterMenuItem(NavigationItem):
    """An item of the footer menu."""

    navigation = ParentalKey(Navigation, on_delete=models.CASCADE, related_name="footer_items")

    class Meta(NavigationItem.Meta):
        verbose_name = _("footer menu item")
        verbose_name_plural = _("footer menu items")
