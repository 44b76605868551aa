"""When something takes place, in words: "Tuesday 5 March 2030, 6 pm to 8 pm (AEDT)". Used by templates."""

import datetime

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

__all__ = ["span_in_words"]


def span_in_words(starts: datetime.datetime, ends: datetime.datetime) -> str:
    """The span in the language of the reader. Both moments have the time zone of the place."""
    zone = starts.tzname() or ""
    zone = f"UTC{zone}" if zone[:1] in "+-" else zone  # zones without a name of their own
    values = {
        "first_day": _day(starts),
        "begins": _time(starts),
        "last_day": _day(ends),
        "ends": _time(ends),
        "zone": zone,
    }
    if starts.date() == ends.date():
        return _("%(first_day)s, %(begins)s to %(ends)s (%(zone)s)") % values
    return _("%(first_day)s, %(begins)s to %(last_day)s, %(ends)s (%(zone)s)") % values


def _day(moment: datetime.datetime) -> str:
    return date_format(moment, "l j F Y")


def _time(moment: datetime.datetime) -> str:
    return time_format(moment.time(), "P").replace(" ", "\N{NO-BREAK SPACE}")
