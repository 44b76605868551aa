"""When an event takes place: once, or again and again in a rhythm. Pure: asks neither database nor clock.

Everything here is in wall-clock time. A rhythm always has an end; ``at_most`` bounds what is worked out anyway.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, weekday

from digital_skills_events.choices import Repeats, Weekday

__all__ = ["LAST_WEEK", "Rhythm", "Span", "occurrences", "spans_of", "week_of_month"]

LAST_WEEK = -1
_FREQUENCIES: dict[Repeats, Any] = {
    Repeats.DAILY: DAILY,
    Repeats.WEEKLY: WEEKLY,
    Repeats.MONTHLY_BY_DAY: MONTHLY,
    Repeats.MONTHLY_BY_WEEKDAY: MONTHLY,
}
_WEEKDAYS = [day.value for day in Weekday]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From when to when, on the clocks of the place."""

    starts: datetime.datetime
    ends: datetime.datetime


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How an event comes round: ``every`` how many days, weeks or months; ``weekdays`` (RFC 5545’s names) are those of
    a weekly rhythm, none for that of the first time. It ends after the day ``until``, or after ``times`` in all.
    """

    repeats: Repeats
    every: int = 1
    weekdays: tuple[str, ...] = ()
    until: datetime.date | None = None
    times: int | None = None


def week_of_month(day: datetime.date) -> int:
    """1 for the first Tuesday of a month, 4 for the fourth; ``LAST_WEEK`` for the fifth, which not every month has."""
    week = (day.day - 1) // 7 + 1
    return week if week < 5 else LAST_WEEK


def occurrences(first: datetime.datetime, rhythm: Rhythm | None, at_most: int) -> list[datetime.datetime]:
    """When it begins each time, ``first`` included, in their order."""
    if rhythm is None:
        return [first]
    return list(islice(_rule(first, rhythm), at_most))


def spans_of(first: Span, rhythm: Rhythm | None, left_out: frozenset[datetime.date], at_most: int) -> Iterator[Span]:
    """Each time that it takes place, without those that begin on a day in ``left_out``."""
    lasts = first.ends - first.starts
    for starts in occurrences(first.starts, rhythm, at_most):
        if starts.date() not in left_out:
            yield Span(starts, starts + lasts)


def _rule(first: datetime.datetime, rhythm: Rhythm) -> Any:
    by: dict[str, Any] = {}
    if rhythm.repeats is Repeats.WEEKLY and rhythm.weekdays:
        by["byweekday"] = [_WEEKDAYS.index(day) for day in rhythm.weekdays]
    elif rhythm.repeats is Repeats.MONTHLY_BY_WEEKDAY:
        by["byweekday"] = weekday(first.weekday(), week_of_month(first.date()))
    return rrule(
        _FREQUENCIES[rhythm.repeats],
        dtstart=first,
        interval=rhythm.every,
        count=rhythm.times,
        until=datetime.datetime.combine(rhythm.until, datetime.time.max) if rhythm.until else None,
        **by,
    )
