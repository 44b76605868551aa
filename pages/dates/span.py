"""How a beginning and an end are read together. Called by page templates and page validation."""

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

from pages.dates.value import PartialDate

__all__ = ["ends_before_it_starts", "span_label"]


def span_label(starts: PartialDate | None, ends: PartialDate | None) -> str:
    """Words for a span: "from mid-2018", "until June 2020", "15 to 20 June 2020", or nothing.

    What both ends share is said once; an end that is the same as the beginning is left out.
    """
    if starts is None:
        # Translators: for instance "until June 2020"
        return gettext("until %(date)s") % {"date": ends.label} if ends is not None else ""
    if ends is None:
        # Translators: for instance "from mid-2018"
        return gettext("from %(date)s") % {"date": starts.label}
    if starts == ends:
        return starts.label
    # Translators: for instance "June 2020 to 2022"
    return gettext("%(starts)s to %(ends)s") % {
        "starts": _opening(starts, ends),
        "ends": ends.label,
    }


def ends_before_it_starts(starts: PartialDate | None, ends: PartialDate | None) -> bool:
    """Whether the end is over before the beginning can have come.

    "June 2020" to "2020" is no contradiction, though 2020 sorts before June 2020.
    """
    return starts is not None and ends is not None and ends.latest < starts.earliest


def _opening(starts: PartialDate, ends: PartialDate) -> str:
    """The beginning without what the end repeats: "15" of "15 to 20 June 2020"."""
    first, last = starts.earliest, ends.earliest
    if starts.precision != ends.precision or first.year != last.year or first > last:
        return starts.label
    if starts.precision == "day":
        return str(first.day) if first.month == last.month else format_date(first, "j F")
    if starts.precision == "month":
        return format_date(first, "F")
    return starts.label
