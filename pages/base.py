"""What every content page has: lede, summary, owner, contacts, review date. The abstract base of the page types."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel, ObjectList, Panel, TabbedInterface
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from blocks.outline import OutlineEntry, outline
from pages.parts.contact import PageContactsSerializer
from pages.preview_modes import further_mode, with_further_modes
from pages.search_entries import index_page
from pages.serializers import SocialImageSerializer
from pages.snippets.organisation import OrganisationSerializer
from pages.warnings_panel import PublishingWarningsPanel

__all__ = ["BasePage"]


class BasePage(Page):
    """A page with a body of sections. Each page type adds ``body`` itself, because it names its own slot."""

    body: Any

    show_in_menus_default = True

    lede = models.TextField(
        _("lede"),
        blank=True,
        max_length=600,
        help_text=_("The first thing that people read, under the title: what this is and whom it is for."),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences for cards and search results. Empty, the lede stands there."),
    )
    owner_organisation = models.ForeignKey(
        "pages.Organisation",
        verbose_name=_("owner"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The organisation that answers for this page."),
    )
    next_review_date = models.DateField(
        _("next review"),
        null=True,
        blank=True,
        help_text=_("When someone should read this page again and check that it is still true."),
    )
    social_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("social image"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown when the page is shared, and on cards."),
    )

    lead_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldPanel("summary"),
    ]
    ownership_panels = [
        MultipleChooserPanel(
            "page_contacts",
            chooser_field_name="contact",
            heading=_("Contacts"),
            label=_("contact"),
            help_text=_("Whom readers can turn to. Most pages need one."),
        ),
        MultiFieldPanel(
            [FieldPanel("owner_organisation"), FieldPanel("next_review_date")],
            heading=_("Ownership"),
        ),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("social_image")]

    search_auto_update = False  # see save()
    search_fields = [
        *Page.search_fields,
        index.SearchField("lede", boost=2),
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.FilterField("owner_organisation"),
        index.FilterField("next_review_date"),
    ]

    api_fields = [
        APIField("lede"),
        APIField("summary"),
        APIField("body"),
        APIField("contacts", serializer=PageContactsSerializer(source="page_contacts")),
        APIField("owner_organisation", serializer=OrganisationSerializer()),
        APIField("next_review_date"),
        APIField("social_image", serializer=SocialImageSerializer()),
    ]

    #: What the API reads of a page beyond its own row, for ``prefetch_related_objects``.
    api_prefetch: tuple[str, ...] = (
        "page_contacts__contact__organisation",
        "owner_organisation",
        "social_image__collection",
        "social_image__renditions",
    )

    #: The attributes that derived fields of the API are made of, so that nothing else needs to be loaded for them.
    api_reads: dict[str, tuple[str, ...]] = {}

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and have search find what was saved, lists and relations included."""
        super().save(*args, **kwargs)
        index_page(self, kwargs.get("update_fields"))

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The CMS's own rendering, and what is registered for previews of this page."""
        return with_further_modes(self, Page.DEFAULT_PREVIEW_MODES)

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Wagtail's, which simulates a request to the page; registered modes answer the admin's request themselves."""
        mode = further_mode(self, preview_mode) if original_request is not None else None
        if mode is None or original_request is None:
            return super().make_preview_request(original_request, preview_mode, extra_request_attrs)
        for name, value in (extra_request_attrs or {}).items():
            setattr(original_request, name, value)
        return mode.answer(self, original_request)

    @classmethod
    def tabs(cls, content: Sequence[Panel], *details: tuple[Any, Sequence[Panel]]) -> TabbedInterface:
        """The edit screen's tabs, in one order for all page types.

        ``details`` are the headings and panels of what is special about a type.
        """
        return TabbedInterface(
            [
                ObjectList([PublishingWarningsPanel(), *content], heading=_("Content")),
                *(ObjectList(panels, heading=heading) for heading, panels in details),
                ObjectList(cls.ownership_panels, heading=_("Contacts and ownership")),
                ObjectList(cls.promote_panels, heading=_("Promote")),
                ObjectList(cls.settings_panels, heading=_("Settings")),
            ]
        )

    @property
    def on_this_page(self) -> list[OutlineEntry]:
        """The sections of the body, for templates and the API."""
        return outline(self.body)
