"""The home page: a hero, sections and a hand-picked list of pages. It is the root of a site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.search import index

from blocks.field import SectionsField
from blocks.outline import OutlineEntry, outline
from home.serializers import FeaturedPagesSerializer
from pages.serializers import SocialImageSerializer
from pages.warnings_panel import PublishingWarningsPanel

__all__ = ["FeaturedPage", "HomePage"]


class HomePage(Page):
    """The root of a site."""

    page_description = _("The front door of a site. Each site has one.")
    admin_default_ordering = "ord"  # menus and listings follow this order

    hero_title = models.CharField(
        _("hero title"),
        max_length=120,
        blank=True,
        help_text=_("What the site offers, in a few words. Empty, the page's title stands here."),
    )
    hero_text = models.TextField(
        _("hero text"),
        blank=True,
        help_text=_("One or two plain sentences: who the site is for and what they can do here."),
    )
    hero_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("hero image"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A wide picture beside the hero text. It is also shown when the site is shared."),
    )
    body = SectionsField("home", blank=True, verbose_name=_("sections"))

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_text"), FieldPanel("hero_image")], heading=_("Hero")
        ),
        InlinePanel(
            "featured",
            heading=_("Featured pages"),
            label=_("featured page"),
            help_text=_("Pages that people come for, as cards under the hero. Most sites choose three to six."),
        ),
        FieldPanel("body"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList([PublishingWarningsPanel(), *content_panels], heading=_("Content")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ]
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("hero_title"),
        index.SearchField("hero_text"),
        index.SearchField("body"),
    ]

    api_fields = [
        APIField("hero_title"),
        APIField("hero_text"),
        APIField("hero_image", serializer=SocialImageSerializer()),
        APIField("featured", serializer=FeaturedPagesSerializer()),
        APIField("body"),
    ]

    @property
    def on_this_page(self) -> list[OutlineEntry]:
        """The sections of the body, for templates and the API."""
        return outline(self.body)

    class Meta:
        verbose_name = _("home page")


class FeaturedPage(Orderable):
    """A page that the home page shows as a card."""

    home_page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured")
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("featured page")
        verbose_name_plural = _("featured pages")

    def __str__(self) -> str:
        return str(self.page)
