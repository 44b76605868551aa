"""The time zones that a calendar names, described in it as RFC 5545 (section 3.6.5) asks for: ``VTIMEZONE``.

Only for the years that the calendar is about: the rules of others would make it ten times as long.
"""

import datetime
from functools import lru_cache

from icalendar import Timezone

from digital_skills_events.wall_clock import zone_named

__all__ = ["described_zone"]


@lru_cache(maxsize=256)
def described_zone(name: str, first_year: int, last_year: int) -> Timezone:
    """The time zone ``name`` from the year before ``first_year`` to the end of the year after ``last_year``."""
    first, last = datetime.date(first_year - 1, 1, 1), datetime.date(last_year + 2, 1, 1)
    described = Timezone.from_tzinfo(zone_named(name), tzid=name, first_date=first, last_date=last)
    described.pop("COMMENT", None)
    for change in described.subcomponents:
        _begin_on_the_old_clock(change)
    return described


def _begin_on_the_old_clock(change: object) -> None:
    """Where clocks are put forward, the library says when the new clock starts; the standard asks for the old one’s
    time: 02:00 and not 03:00.
    """
    skipped = change["TZOFFSETTO"].td - change["TZOFFSETFROM"].td  # type: ignore[index]  # a component
    if skipped <= datetime.timedelta(0):
        return
    change["DTSTART"].dt -= skipped  # type: ignore[index]
    for further in change["RDATE"].dts if "RDATE" in change else ():  # type: ignore[index,operator]
        further.dt -= skipped
