"""The lists on a pilot's page, from the groups it works with to its sibling pilots.

How the API serves them is in ``pages.parts.pilot_serializers``.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from pages.snippets.organisation import Organisation

__all__ = [
    "OpportunityHorizon",
    "PilotAim",
    "PilotArea",
    "PilotGovernanceGroup",
    "PilotMeasure",
    "PilotOpportunity",
    "PilotRelatedBody",
    "PilotSibling",
]


class OpportunityHorizon(models.TextChoices):
    """How far ahead an opportunity looks."""

    SHORT = "short", _("Short term")
    LONG = "long", _("Longer term")
    UNSPECIFIED = "unspecified", _("Not said")


class PilotGovernanceGroup(Orderable):
    """A group of people that the pilot's board works with."""

    pilot = ParentalKey("pages.PilotPage", on_delete=models.CASCADE, related_name="governance_groups")
    name = models.CharField(_("group"), max_length=255)

    panels = [FieldPanel("name")]

    class Meta(Orderable.Meta):
        verbose_name = _("group that the board works with")
        verbose_name_plural = _("groups that the board works with")

    def __str__(self) -> str:
        return self.name


class PilotAim(Orderable):
    """Something that the pilot's board wants to bring about."""

    pilot = ParentalKey("pages.PilotPage", on_delete=models.CASCADE, related_name="governance_aims")
    text = models.CharField(_("aim"), max_length=500)

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("aim of the board")
        verbose_name_plural = _("aims of the board")

    def __str__(self) -> str:
        return self.text


class PilotMeasure(Orderable):
    """A number by which the mission is measured."""

    pilot = ParentalKey("pages.PilotPage", on_delete=models.CASCADE, related_name="mission_measures")
    name = models.CharField(_("measure"), max_length=255, help_text=_("For instance “course completions”."))

    panels = [FieldPanel("name")]

    class Meta(Orderable.Meta):
        verbose_name = _("measure of the mission")
        verbose_name_plural = _("measures of the mission")

    def __str__(self) -> str:
        return self.name


class PilotArea(Orderable):
    """A field in which the pilot works."""

    pilot = ParentalKey("pages.PilotPage", on_delete=models.CASCADE, related_name="areas_of_work")
    title = models.CharField(_("title"), max_length=255)
    description = models.TextField(_("description"), blank=True)

    panels = [FieldPanel("title"), FieldPanel("description")]

    class Meta(Orderable.Meta):
        verbose_name = _("area of work")
        verbose_name_plural = _("areas of work")

    def __str__(self) -> str:
        return self.title


class PilotOpportunity(Orderable):
    """A chance for stakeholders to contribute."""

    pilot = ParentalKey("pages.PilotPage", on_delete=models.CASCADE, related_name="opportunities")
    title = models.CharField(_("title"), max_length=255)
    description = models.TextField(_("description"), blank=True)
    horizon = models.CharField(
        _("horizon"), max_length=16, choices=OpportunityHorizon.choices, default=OpportunityHorizon.UNSPECIFIED
    )
    review_date = models.DateField(
        _("review date"),
        null=True,
        blank=True,
        help_text=_(
            "When to check that this is still on offer. Words like “over the coming months” go out of date silently."
        ),
    )

    panels = [FieldPanel("title"), FieldPanel("description"), FieldPanel("horizon"), FieldPanel("review_date")]

    class Meta(Orderable.Meta):
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")

    def __str__(self) -> str:
        return self.title


class PilotSibling(Orderable):
    """Another pilot of the same group, with its page here, an address elsewhere, or just its name."""

    pilot = ParentalKey("pages.PilotPage", on_delete=models.CASCADE, related_name="siblings")
    name = models.CharField(_("name"), max_length=255)
    sector = models.CharField(_("sector"), max_length=255, blank=True)
    page = models.ForeignKey(
        "pages.PilotPage",
        verbose_name=_("its page here"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    url = models.URLField(_("its page elsewhere"), max_length=500, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("sector"),
        PageChooserPanel("page", "pages.PilotPage"),
        FieldPanel("url"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("sibling pilot")
        verbose_name_plural = _("sibling pilots")

    def __str__(self) -> str:
        return self.name


class PilotRelatedBody(Orderable):
    """A reform or body that the pilot engages with."""

    pilot = ParentalKey("pages.PilotPage", on_delete=models.CASCADE, related_name="related_bodies")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="related_pilots"
    )
    relation = models.CharField(
        _("relation"),
        max_length=255,
        blank=True,
        help_text=_("How the pilot and this body have to do with each other."),
    )

    panels = [FieldPanel("organisation"), FieldPanel("relation")]

    class Meta(Orderable.Meta):
        verbose_name = _("related body")
        verbose_name_plural = _("related bodies")

    def __str__(self) -> str:
        return str(self.organisation)
