"""What takes place, of many events: what is to come, what is over, what falls into a window of days.

Asked by the API, the block, the list of an index and the calendars with the events that a reader may see. The database
narrows down by day, generously, for it knows no time zones; what remains is worked out exactly. Whatever the clock
changes is told (``right_until``).
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from blocks.dependencies import depends_on_every, right_until
from digital_skills_events.event_page import EventPage
from pages.prefetch import prefetch_for_api

__all__ = ["Occurrence", "Window", "over", "taking_place", "upcoming", "with_details"]

#: Two places can be more than a day apart on the calendar.
ZONES = datetime.timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that ``event`` takes place, in the time zone of its place."""

    event: EventPage
    starts: datetime.datetime
    ends: datetime.datetime

    @property
    def key(self) -> tuple[datetime.datetime, datetime.datetime, int]:
        """By what they are sorted."""
        return self.starts, self.ends, self.event.pk


@dataclass(frozen=True, slots=True)
class Window:
    """The days, on the calendars of the places, on one of which something takes place; ``None`` is without a bound."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    def holds(self, occurrence: Occurrence) -> bool:
        """Whether it falls into the window, in part at least."""
        begins_in_time = self.last is None or occurrence.starts.date() <= self.last
        return begins_in_time and (self.first is None or occurrence.ends.date() >= self.first)


def upcoming(events: Any, window: Window = Window()) -> list[Occurrence]:
    """What is not over yet of ``events`` (a queryset of ``EventPage``), the soonest first."""
    now = timezone.now()
    found = [each for each in _expanded(events.filter(last_date__gte=(now - ZONES).date()), window) if each.ends > now]
    _tell_the_next_end(found)
    return sorted(found, key=lambda each: each.key)


def over(events: Any, window: Window) -> list[Occurrence]:
    """What is over, the latest first. ``window`` says since when."""
    now = timezone.now()
    begun = list(_expanded(events.filter(start_date__lte=(now + ZONES).date()), window))
    _tell_the_next_end(each for each in begun if each.ends > now)
    return sorted((each for each in begun if each.ends <= now), key=lambda each: each.key, reverse=True)


def taking_place(events: Any, window: Window) -> list[Occurrence]:
    """What takes place on the days of ``window``, over or not, in its order."""
    return sorted(_expanded(events, window), key=lambda each: each.key)


def with_details(occurrences: Iterable[Occurrence], fields: set[str]) -> list[Occurrence]:
    """The same, with what the API's ``fields`` of their events need loaded for all of them at once."""
    found = list(occurrences)
    prefetch_for_api({each.event.pk: each.event for each in found}.values(), fields)
    return found


def _expanded(events: Any, window: Window) -> Iterator[Occurrence]:
    depends_on_every(EventPage)
    if window.first is not None:
        events = events.filter(last_date__gte=window.first)
    if window.last is not None:
        events = events.filter(start_date__lte=window.last)
    for event in events.defer_streamfields().prefetch_related("left_out_dates").order_by():
        for starts, ends in event.occurrences:
            occurrence = Occurrence(event, starts, ends)
            if window.holds(occurrence):
                yield occurrence


def _tell_the_next_end(found: Iterable[Occurrence]) -> None:
    if (next_end := min((each.ends for each in found), default=None)) is not None:
        right_until(next_end)
