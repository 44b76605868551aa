"""A rhythm in words, for people: "Every 2 weeks on Tuesday and Thursday". Used by templates and the API."""

import datetime

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from digital_skills_events.choices import Repeats, Weekday
from digital_skills_events.recurrence import LAST_WEEK, Rhythm, week_of_month

__all__ = ["rhythm_in_words"]


def rhythm_in_words(first: datetime.date, rhythm: Rhythm | None) -> str:
    """How an event that takes place on ``first`` comes round; empty where it does not."""
    if rhythm is None:
        return ""
    numbers = {"number": rhythm.every}
    if rhythm.repeats is Repeats.DAILY:
        return ngettext("Every day", "Every %(number)d days", rhythm.every) % numbers
    if rhythm.repeats is Repeats.WEEKLY:
        weeks = ngettext("Every week", "Every %(number)d weeks", rhythm.every) % numbers
        return _("%(weeks)s on %(days)s") % {"weeks": weeks, "days": _days(first, rhythm)}
    months = ngettext("Every month", "Every %(number)d months", rhythm.every) % numbers
    if rhythm.repeats is Repeats.MONTHLY_BY_DAY:
        return _("%(months)s on day %(day)d") % {"months": months, "day": first.day}
    return _("%(months)s on the %(week)s %(day)s") % {
        "months": months,
        "week": _week(week_of_month(first)),
        "day": WEEKDAYS[first.weekday()],
    }


def _days(first: datetime.date, rhythm: Rhythm) -> str:
    days = [str(day.label) for day in Weekday if day.value in rhythm.weekdays]
    return get_text_list(days or [str(WEEKDAYS[first.weekday()])], _("and"))


def _week(week: int) -> str:
    words = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), LAST_WEEK: _("last")}
    return words[week]
