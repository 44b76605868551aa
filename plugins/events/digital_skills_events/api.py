"""``/api/v3/events/``: what takes place on a site, as a list of times. Imported when the API is mounted."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic.json_schema import SkipJsonSchema
from wagtail.models import Page

from blocks.dependencies import depends_on
from cms.api.page_conditions import filter_pages
from cms.api.page_filters import PageFilters
from cms.api.public import site_pages
from cms.api.v3.access import ANYBODY
from cms.api.v3.pagination import ChangesField, CountField
from cms.api.v3.refusal import refusal
from cms.api.v3.site_choice import SiteName, needed_site
from cms.ledger.head import latest_number
from digital_skills_events.choices import EventKind, EventStatus
from digital_skills_events.event_page import EventPage
from digital_skills_events.occurrences import Occurrence, Window, over, taking_place, upcoming
from digital_skills_events.representations import EventOccurrence, event_occurrences
from digital_skills_events.today import today

__all__ = ["router"]

LONGEST_WINDOW = datetime.timedelta(days=731)
USUAL_LIMIT, MOST = 20, 100
MOST_VALUES = 10
LARGEST_NUMBER = 2**31 - 1

router = Router(tags=["events"])

Entry = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[-a-zA-Z0-9_]+$")]
Entries = Annotated[list[Entry], Field(max_length=MOST_VALUES)]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"examples": ["2026-12-01"]})]


class EventParameters(Schema):
    """Which times of which events, and which part of the list."""

    upcoming: bool | SkipJsonSchema[None] = Field(
        default=None,
        description=(
            "`true`: what is not over yet, the soonest first; that is the usual list. `false`: what is over, the "
            "latest first. Left out beside `from` or `to`: both."
        ),
    )
    from_: Day | SkipJsonSchema[None] = Field(
        default=None, alias="from", description="What takes place on that day or later, on the calendar of the place."
    )
    to: Day | SkipJsonSchema[None] = Field(default=None, description="What takes place on that day or before.")
    kind: Annotated[list[EventKind], Field(max_length=MOST_VALUES)] = Field(
        default_factory=list, description="Events of a kind. Several: any of them."
    )
    status: Annotated[list[EventStatus], Field(max_length=MOST_VALUES)] = Field(
        default_factory=list, description="Events with a status. Several: any of them."
    )
    practice: Entries = Field(default_factory=list, description="Events with a practice, by slug or id.")
    audience: Entries = Field(default_factory=list, description="Events for an audience, by slug or id.")
    location: Entries = Field(default_factory=list, description="Events at a location, by slug or id.")
    below: int | SkipJsonSchema[None] = Field(
        default=None, ge=1, le=LARGEST_NUMBER, description="Events below the page with this id."
    )
    limit: int = Field(default=USUAL_LIMIT, ge=1, le=MOST)
    offset: int = Field(default=0, ge=0, le=LARGEST_NUMBER)


class EventList(Schema):
    """A window of the list of times."""

    items: list[EventOccurrence]
    count: CountField
    changes: ChangesField


@router.get(
    "/",
    response=EventList,
    url_name="list_events",
    summary="What takes place",
    operation_id="events_list",
    auth=ANYBODY,
)
def list_events(request: HttpRequest, asked: Query[EventParameters], site: SiteName = None) -> dict[str, Any]:
    """Each time that an event takes place is an item of its own: one that repeats is there as often as it does.

    `from` and `to` are days on the calendar of each place, at most two years apart; where one of them is missing beside
    events that are over, it is two years from the other, or from today.
    """
    number = latest_number()  # before the restrictions are read: a change meanwhile is told rather twice than never
    needed_site(request)
    found = _found(_events(request, asked), asked)
    return {
        "items": event_occurrences(found[asked.offset : asked.offset + asked.limit]),
        "count": len(found),
        "changes": number,
    }


def _events(request: HttpRequest, asked: EventParameters) -> Any:
    events = filter_pages(
        site_pages(request, EventPage),
        PageFilters(practice=asked.practice, audience=asked.audience, location=asked.location),
    )
    for name in ("kind", "status"):
        if values := getattr(asked, name):
            events = events.filter(**{f"{name}__in": values})
    if asked.below is not None:
        depends_on(Page, asked.below)  # also where it is not public now
        parent = site_pages(request).filter(pk=asked.below).first()
        events = events.descendant_of(parent) if parent else events.none()
    return events


def _found(events: Any, asked: EventParameters) -> list[Occurrence]:
    first, last = _day("from", asked.from_), _day("to", asked.to)
    if first and last and last < first:
        raise refusal("to", "to is before from")
    if asked.upcoming or (asked.upcoming is None and first is None and last is None):
        return upcoming(events, Window(first, last))
    first = first or (last or today()) - LONGEST_WINDOW
    last = last or first + LONGEST_WINDOW
    if last - first > LONGEST_WINDOW:
        raise refusal("from", f"from and to are at most {LONGEST_WINDOW.days} days apart")
    return over(events, Window(first, last)) if asked.upcoming is False else taking_place(events, Window(first, last))


def _day(name: str, value: str | None) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(value) if value else None
    except ValueError:
        raise refusal(name, "there is no such day") from None
    if day and not 1900 <= day.year <= 2200:
        raise refusal(name, "a year is between 1900 and 2200")
    return day
