"""Days of the demo that lie before or after the day on which it is loaded, so that it is never out of date.

A content file writes ``today+14``, which is in two weeks, or ``tuesday+2``, the Tuesday of the week after next. Called
by ``cms.demo.pages``.
"""

import datetime
import re

from django.utils import timezone

__all__ = ["day_of"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = re.compile(rf"(?P<day>today|{'|'.join(WEEKDAYS)})(?P<number>[+-][0-9]{{1,3}})")


def day_of(text: str) -> datetime.date | None:
    """The day that ``text`` names from today; ``None`` where it is written in another way."""
    found = _RELATIVE.fullmatch(text)
    if found is None:
        return None
    today, number = timezone.localdate(), int(found["number"])
    if found["day"] == "today":
        return today + datetime.timedelta(days=number)
    monday = today - datetime.timedelta(days=today.weekday())
    return monday + datetime.timedelta(days=WEEKDAYS.index(found["day"]), weeks=number)
