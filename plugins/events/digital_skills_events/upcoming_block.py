"""The block “Upcoming events”: what comes next, of a part of the site, a practice or a kind.

Offered in the body of every page. It lists what the public may see on the site that is read, and nothing else.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import ChoiceBlock, IntegerBlock, PageChooserBlock, StructBlock, StructValue
from wagtail.models import Site
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks import groups
from blocks.addresses import asked_site, known_sites
from blocks.visibility import public_pages
from cms.api.public import pages_of
from digital_skills_events.choices import EventKind
from digital_skills_events.event_page import EventPage
from digital_skills_events.occurrences import Occurrence, upcoming, with_details
from digital_skills_events.representations import EventOccurrence, event_occurrences

__all__ = ["UpcomingEventsBlock", "UpcomingEventsData"]

MOST_EVENTS = 20
USUAL_EVENTS = 5


class UpcomingEventsData(TypedDict):
    """The block in the API: what comes next, the soonest first."""

    items: list[EventOccurrence]


class UpcomingEventsValue(StructValue):
    """The value of the block."""

    def occurrences_on(self, site: Site | None) -> list[Occurrence]:
        """What is to come on ``site``, as far as the public may see it. Empty without a site."""
        if site is None:
            return []
        events = public_pages(EventPage.objects.filter(pages_of(site)))
        if self["kind"]:
            events = events.filter(kind=self["kind"])
        if self["practice"]:
            events = events.filter(pk__in=self["practice"].events.values("pk"))
        if self["below"]:
            events = events.descendant_of(self["below"])
        return upcoming(events)[: min(max(self["limit"] or USUAL_EVENTS, 1), MOST_EVENTS)]


class UpcomingEventsBlock(StructBlock):
    """What comes next. Keeps itself up to date: an event that is over is no longer listed."""

    kind = ChoiceBlock(label=_("Kind"), choices=EventKind.choices, required=False, default="", search_index=False)
    practice = SnippetChooserBlock(
        "pages.Practice", label=_("Practice"), required=False, help_text=_("Only events about this practice.")
    )
    below = PageChooserBlock(
        label=_("Below"),
        required=False,
        help_text=_("Only events below this page, such as those of a community. Empty is the whole site."),
    )
    limit = IntegerBlock(
        label=_("At most"),
        min_value=1,
        max_value=MOST_EVENTS,
        default=USUAL_EVENTS,
        help_text=_("How many are listed, at most. Up to 20."),
    )

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> UpcomingEventsData:
        """See ``UpcomingEventsData``."""
        return UpcomingEventsData(items=event_occurrences(value.occurrences_on(asked_site())))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the template shows: ``occurrences`` on the site that renders the page."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        request = context.get("request")
        site = Site.find_for_request(request) if request is not None else None
        usual = next((site for site in known_sites() if site.is_default_site), None)
        context["occurrences"] = with_details(value.occurrences_on(site or usual), {"locations"})
        return context

    def get_preview_value(self) -> Any:
        """Whatever comes next."""
        return self.normalize({**self.get_default(), "limit": 3})

    class Meta:
        label = _("Upcoming events")
        icon = "calendar-alt"
        group = groups.LINKS
        template = "events/blocks/upcoming_events.html"
        value_class = UpcomingEventsValue
        label_format = "{kind} {below}"
        description = _("What comes next: workshops, meet-ups and talks, the soonest first.")
