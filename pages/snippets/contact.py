"""Contact: a person or team that readers may turn to."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import PreviewableMixin
from wagtail.search import index

from pages.snippets.organisation import Organisation, OrganisationSerializer

__all__ = ["Contact"]

#: Digits with the usual separators, an international prefix and an extension: "+61 2 6100 0000 ext. 12", "13 00 00".
PHONE_PATTERN = r"\A\+?[0-9(][0-9()./ -]{3,30}(?: ?(?:x|ext\.?|extension) ?[0-9]{1,6})?\Z"


class Contact(PreviewableMixin, index.Indexed, models.Model):  # type: ignore[django-manager-missing]  # pages’ are untyped
    """A person or team that readers may turn to."""

    name = models.CharField(
        _("name"),
        max_length=255,
        help_text=_("A team’s name lasts longer than a person’s, for instance “Digital skills team”."),
    )
    role = models.CharField(_("role"), max_length=255, blank=True, help_text=_("What this contact can help with."))
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contacts",
    )
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(
        _("phone"),
        max_length=50,
        blank=True,
        validators=[
            RegexValidator(
                PHONE_PATTERN,
                _("Enter a phone number, for instance “02 6100 0000” or “+61 2 6100 0000 ext. 12”."),
            )
        ],
    )
    hours = models.CharField(
        _("hours"), max_length=255, blank=True, help_text=_("When someone answers, for instance “weekdays, 9 to 5”.")
    )
    url = models.URLField(_("web page"), max_length=500, blank=True, help_text=_("A page or form to get in touch."))

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("hours"), FieldPanel("url")],
            heading=_("How to get in touch"),
            help_text=_("Give at least one of them; pages warn about a contact that has none."),
        ),
    ]

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.SearchField("email"),
        index.FilterField("id"),
        index.FilterField("name"),
        index.RelatedFields("organisation", [index.SearchField("name")]),
    ]

    api_fields = [
        APIField("name", writable=True),
        APIField("role", writable=True),
        APIField("organisation", serializer=OrganisationSerializer()),
        APIField("email", writable=True),
        APIField("phone", writable=True),
        APIField("hours", writable=True),
        APIField("url", writable=True),
    ]

    class Meta:
        ordering = ["name", "role"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return f"{self.name} ({self.role})" if self.role else self.name

    @property
    def is_reachable(self) -> bool:
        """Whether a reader is told at least one way to get in touch."""
        return bool(self.email or self.phone or self.url)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """The default rendering of a contact."""
        return "pages/snippets/contact.html"
