"""What an events index lists in the default rendering, with the filters that readers may use.

Called by its template. Filters, the choice of what is over, and the number of the list’s page come from the query
string; an unknown value filters nothing, because an address that once worked should go on showing something.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator

from blocks.visibility import public_pages, visibility_scope
from digital_skills_events.choices import EventKind
from digital_skills_events.event_index_page import EventFilter, EventIndexPage
from digital_skills_events.event_page import EventPage
from digital_skills_events.occurrences import Occurrence, Window, over, upcoming, with_details
from digital_skills_events.today import today
from home.index_listing import Filter, Option

__all__ = ["EventListing", "event_listing"]

PER_PAGE = 24
#: How far back a reader finds what is over.
PAST = datetime.timedelta(days=731)

_RELATIONS = {
    EventFilter.PRACTICE: "practices",
    EventFilter.LOCATION: "locations",
    EventFilter.AUDIENCE: "audiences",
}


@dataclass(frozen=True, slots=True)
class EventListing:
    """One page of the list. ``query`` is what links to its other pages repeat; ``other_query`` leads from what is to
    come to what is over, and back.
    """

    occurrences: ListPage[Any]
    filters: tuple[Filter, ...]
    is_past: bool
    query: str
    other_query: str


def event_listing(index: EventIndexPage, query: Mapping[str, str]) -> EventListing:
    """What ``index`` lists for a reader who sent ``query``."""
    is_past = index.show_past and "past" in query
    with visibility_scope():
        events = public_pages(EventPage.objects.descendant_of(index))
        found = over(events, Window(first=today() - PAST)) if is_past else upcoming(events)
        found = with_details(found, {"locations", "practices", "audiences"})
        filters = [made for name in EventFilter if (made := _filter(name, index, found, query.get(name, "")))]
        chosen = [(each.name, each.chosen) for each in filters if each.chosen]
        listed = [each for each in found if all(value in dict(_values(each, name)) for name, value in chosen)]
        return EventListing(
            Paginator(listed, PER_PAGE).get_page(query.get("page")),
            tuple(filters),
            is_past,
            urlencode([*chosen, *([("past", "1")] if is_past else [])]),
            urlencode([] if is_past else [("past", "1")]),
        )


def _filter(name: EventFilter, index: EventIndexPage, found: list[Occurrence], wanted: str) -> Filter | None:
    """The filter, unless the index does not offer it or it leaves the reader no choice."""
    values = {value: label for each in found for value, label in _values(each, name)}
    if name not in index.list_filters or len(values) < 2:
        return None
    ordered = sorted(values.items(), key=lambda pair: pair[1].casefold())
    return Filter(name, str(name.label), tuple(Option(value, label, value == wanted) for value, label in ordered))


def _values(occurrence: Occurrence, name: str) -> Iterator[tuple[str, str]]:
    """The values, with their labels, by which an event can be found under the filter ``name``."""
    if name == EventFilter.KIND:
        kind = EventKind(occurrence.event.kind)
        yield kind.value, str(kind.label)
        return
    for entry in getattr(occurrence.event, _RELATIONS[EventFilter(name)]).all():
        yield entry.slug, entry.name
