"""What the CMS is told of events, through its hooks."""

from collections.abc import Iterable
from pathlib import Path

from wagtail.api import APIField

from cms.hookspecs import (
    ApiRouter,
    DemoContent,
    PageField,
    PagePlacement,
    SectionBlockRegistration,
    StoredKind,
    UrlPatterns,
    hookimpl,
)
from digital_skills_events.calendar_address import CalendarAddressSerializer
from digital_skills_events.event_page import EventPage
from digital_skills_events.structured_data import StructuredDataSerializer
from digital_skills_events.upcoming_block import UpcomingEventsBlock
from pages.models import Audience, Location, Practice

__all__ = [
    "api_routers",
    "demo_content",
    "page_fields",
    "page_placements",
    "section_blocks",
    "stored_kinds",
    "url_patterns",
]

EVENT = "events.EventPage"
EVENTS = "events.EventIndexPage"
HOME = "home.HomePage"
INDEX = "pages.IndexPage"

OF_THE_LIST = frozenset(
    {"upcoming", "from", "to", "kind", "status", "practice", "audience", "location", "below", "limit", "offset"}
)


@hookimpl
def page_placements() -> Iterable[PagePlacement]:
    """Events stand where there are any; an event has pages and a form of its own."""
    yield PagePlacement(EVENTS, under=(HOME, INDEX, "pages.ProgramPage", "pages.CommunityPage"))
    yield PagePlacement(EVENT, under=(HOME, INDEX, EVENTS, "pages.ProgramPage", "pages.CommunityPage"))
    yield PagePlacement("pages.ContentPage", under=(EVENT,))
    yield PagePlacement("pages.FormPage", under=(EVENT,))


@hookimpl
def page_fields() -> Iterable[PageField]:
    """The event for search engines, and where its calendar is."""
    yield PageField(APIField("structured_data", serializer=StructuredDataSerializer(source="*")), page_types=(EVENT,))
    yield PageField(APIField("calendar_url", serializer=CalendarAddressSerializer(source="*")), page_types=(EVENT,))


@hookimpl
def section_blocks() -> Iterable[SectionBlockRegistration]:
    """“Upcoming events”, for every body."""
    yield SectionBlockRegistration("upcoming_events", UpcomingEventsBlock)


@hookimpl
def api_routers() -> Iterable[ApiRouter]:
    """``/api/v3/events/``."""
    yield ApiRouter("/events/", "digital_skills_events.api.router")


@hookimpl
def stored_kinds() -> Iterable[StoredKind]:
    """The list and the calendars; what they say of the clock, they tell themselves."""
    yield StoredKind(
        r"/api/v3/events/", frozenset({"site"}), OF_THE_LIST, depends_on=(EventPage, Practice, Audience, Location)
    )
    yield StoredKind(r"/api/calendars/(?:events|events/\d+|practices/[-\w]+)\.ics", frozenset({"site"}))


@hookimpl
def url_patterns() -> Iterable[UrlPatterns]:
    """The calendars."""
    yield UrlPatterns("api/calendars/", "digital_skills_events.calendar_views")


@hookimpl
def demo_content() -> Iterable[DemoContent]:
    """An events index, and events around the day on which the demo is loaded."""
    yield DemoContent(Path(__file__).parent / "demo")
