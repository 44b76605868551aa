"""What the templates of events ask for: times in words, the list of an index, addresses of calendars."""

import datetime
from typing import Any

from django import template
from django.utils.safestring import SafeString

from blocks.visibility import is_public_page
from digital_skills_events.calendar_address import event_calendar_address, site_calendar_address
from digital_skills_events.event_index_page import EventIndexPage
from digital_skills_events.event_page import EventPage
from digital_skills_events.listing import EventListing, event_listing
from digital_skills_events.rhythm_words import rhythm_in_words
from digital_skills_events.span_words import span_in_words
from digital_skills_events.structured_data import script_of

__all__ = ["register"]

register = template.Library()


@register.simple_tag
def span(starts: datetime.datetime, ends: datetime.datetime) -> str:
    """A span of time in words."""
    return span_in_words(starts, ends)


@register.filter
def rhythm(event: EventPage) -> str:
    """How an event comes round, in words; empty when it does not."""
    return rhythm_in_words(event.start_date, event.rhythm)


@register.filter
def calendar_address(event: EventPage) -> str | None:
    """Where its calendar is."""
    return event_calendar_address(event)


@register.filter
def calendar_of_site(page: Any) -> str | None:
    """Where the calendar of the page’s site is."""
    return site_calendar_address(page)


@register.filter
def json_ld(event: EventPage) -> SafeString:
    """The event for search engines."""
    return script_of(event)


@register.filter
def next_times(event: EventPage) -> list[tuple[datetime.datetime, datetime.datetime]]:
    """When it takes place, as often as a reader wants to know: up to twelve times, those that are over left out while
    there are others.
    """
    now = datetime.datetime.now(datetime.UTC)
    times = event.occurrences
    return [each for each in times if each[1] > now][:12] or times[-1:]


@register.filter
def registration_form(event: EventPage) -> Any:
    """The form to register with, if the public may see it."""
    page = event.registration_page
    return page if page and is_public_page(page) else None


@register.simple_tag(takes_context=True)
def list_of_events(context: dict[str, Any], index: EventIndexPage) -> EventListing:
    """What an events index lists for the reader."""
    request = context.get("request")
    return event_listing(index, request.GET if request else {})
