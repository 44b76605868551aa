"""A rhythm as iCalendar writes it: the ``RRULE`` of RFC 5545. Used by the calendars and by the API."""

import datetime
from zoneinfo import ZoneInfo

from icalendar import vRecur

from digital_skills_events.choices import Repeats, Weekday
from digital_skills_events.recurrence import Rhythm, week_of_month
from digital_skills_events.wall_clock import moment

__all__ = ["calendar_rule"]

_FREQUENCIES = {
    Repeats.DAILY: "DAILY",
    Repeats.WEEKLY: "WEEKLY",
    Repeats.MONTHLY_BY_DAY: "MONTHLY",
    Repeats.MONTHLY_BY_WEEKDAY: "MONTHLY",
}
_NAMES = [day.value for day in Weekday]


def calendar_rule(first: datetime.datetime, rhythm: Rhythm, zone: ZoneInfo) -> vRecur:
    """The rule of an event whose first time is ``first``, on clocks in ``zone``.

    Where a time zone is given with the first time, ``UNTIL`` has to be in UTC (section 3.3.10).
    """
    rule: dict[str, object] = {"FREQ": _FREQUENCIES[rhythm.repeats]}
    if rhythm.every != 1:
        rule["INTERVAL"] = rhythm.every
    if rhythm.repeats is Repeats.WEEKLY:
        rule["BYDAY"] = [name for name in _NAMES if name in rhythm.weekdays] or [_NAMES[first.weekday()]]
    elif rhythm.repeats is Repeats.MONTHLY_BY_DAY:
        rule["BYMONTHDAY"] = first.day
    elif rhythm.repeats is Repeats.MONTHLY_BY_WEEKDAY:
        rule["BYDAY"] = f"{week_of_month(first.date())}{_NAMES[first.weekday()]}"
    if rhythm.until is not None:
        last_second = datetime.datetime.combine(rhythm.until, datetime.time(23, 59, 59))
        rule["UNTIL"] = moment(last_second, zone).astimezone(datetime.UTC)
    if rhythm.times is not None:
        rule["COUNT"] = rhythm.times
    return vRecur(rule)
