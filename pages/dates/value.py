"""A date with its precision: the day, the month, the middle of the year or the year.

``PartialDate`` is used by the model field, the form, the API and the importer. Its text form is the
Extended Date/Time Format (EDTF, part of ISO 8601-2:2019; https://www.loc.gov/standards/datetime/):

=========  ============  ============  =============
precision  EDTF          EDTF level    label
=========  ============  ============  =============
day        2020-06-15    0             15 June 2020
month      2020-06       0             June 2020
mid-year   2018-38       2             mid-2018
year       2018          0             2018
=========  ============  ============  =============

``38`` is EDTF's second quadrimester: the four months from May to August, which is what people mean by
"mid-2018".

The parser is our own. The library that reads EDTF, ``edtf`` (5.0), builds a pyparsing grammar of the whole
standard, accepts white space around a date, and returns approximate dates, intervals and sets as well, which
we would have to tell apart and refuse again; these four forms are two regular expressions. A test
compares our reading of them with the standard's own definitions.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Any, Final, Literal, Self

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext

from cms.errors import InvalidPartialDate

__all__ = ["PartialDate", "Precision", "as_partial_date"]

Precision = Literal["day", "month", "mid-year", "year"]

_MID_YEAR_CODE: Final = 38
_MID_YEAR_MONTHS: Final = (5, 8)

# Explicit classes of characters, because \d also matches digits of other scripts; always with fullmatch,
# because $ also matches before a final newline.
_EDTF: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SPOKEN: Final = re.compile(r"(?:([0-9]{1,2}) +)?([A-Za-z]+) +([0-9]{4})")
_SPOKEN_MID_YEAR: Final = re.compile(r"[Mm]id[- ]([0-9]{4})")
# Not calendar.month_name, which follows the locale of the process.
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PartialDate:
    """A period that is known as a day, a month, the middle of a year or a year.

    Held as its first and last day; any other pair of days raises ``InvalidPartialDate``. Years run
    from 1 to 9999.

    Order: by first day, then by last day, so of two dates that begin together the more precise comes
    first: 1 June 2020, June 2020, 15 June 2020. A ``datetime.date`` compares as that day with day
    precision. To ask about time rather than to sort, say which end is meant:
    ``starts.earliest <= today`` or ``ends.latest < today``.
    """

    earliest: datetime.date
    latest: datetime.date

    def __post_init__(self) -> None:
        _precision(self.earliest, self.latest)

    @classmethod
    def of_year(cls, year: int) -> Self:
        _check_year(year)
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    @classmethod
    def of_mid_year(cls, year: int) -> Self:
        """May to August."""
        _check_year(year)
        first, last = _MID_YEAR_MONTHS
        return cls(datetime.date(year, first, 1), datetime.date(year, last, 31))

    @classmethod
    def of_month(cls, year: int, month: int) -> Self:
        _check_year(year)
        _check_month(month)
        return cls(datetime.date(year, month, 1), datetime.date(year, month, _days_in(year, month)))

    @classmethod
    def of_day(cls, year: int, month: int, day: int) -> Self:
        """Raises ``InvalidPartialDate`` with the month's name when the month has no such day."""
        month_itself = cls.of_month(year, month)
        if not 1 <= day <= month_itself.latest.day:
            raise InvalidPartialDate(
                gettext("There is no day %(day)s in %(month)s: it has %(days)s days.")
                % {"day": day, "month": month_itself.label, "days": month_itself.latest.day}
            )
        only = datetime.date(year, month, day)
        return cls(only, only)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read EDTF ("2018-38") or the English forms "15 June 2020", "June 2020", "mid-2018", "2018".

        The whole text must match: white space around it, a newline included, is an error.
        """
        if match := _EDTF.fullmatch(text):
            year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
            if match[2] is None:
                return cls.of_year(year)
            if match[3] is not None:
                return cls.of_day(year, month, day)
            return cls.of_mid_year(year) if month == _MID_YEAR_CODE else cls.of_month(year, month)
        if match := _SPOKEN_MID_YEAR.fullmatch(text):
            return cls.of_mid_year(int(match[1]))
        if (match := _SPOKEN.fullmatch(text)) and match[2].lower() in _MONTHS:
            year, month = int(match[3]), _MONTHS.index(match[2].lower()) + 1
            return cls.of_month(year, month) if not match[1] else cls.of_day(year, month, int(match[1]))
        raise _unreadable(text)

    @property
    def precision(self) -> Precision:
        return _precision(self.earliest, self.latest)

    @property
    def edtf(self) -> str:
        """The date as EDTF, ASCII, 4 to 10 characters."""
        match self.precision:
            case "year":
                return f"{self.earliest.year:04}"
            case "mid-year":
                return f"{self.earliest.year:04}-{_MID_YEAR_CODE}"
            case "month":
                return f"{self.earliest.year:04}-{self.earliest.month:02}"
            case "day":
                return self.earliest.isoformat()

    @property
    def label(self) -> str:
        """The date as people write it, months named in the active language."""
        match self.precision:
            case "year":
                return f"{self.earliest.year:04}"
            case "mid-year":
                # Translators: a time between May and August of the year, for instance "mid-2018"
                return gettext("mid-%(year)s") % {"year": f"{self.earliest.year:04}"}
            case "month":
                return format_date(self.earliest, "F Y")
            case "day":
                return format_date(self.earliest, "j F Y")

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return f"PartialDate.parse({self.edtf!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        # A pickle holds the standard's text and is checked when it is loaded, so what a cache kept
        # outlives a change of this class.
        return type(self).parse, (self.edtf,)

    def __hash__(self) -> int:
        # Equal to a date of the same day, so it must hash like one.
        return hash(self.earliest)

    def __eq__(self, other: object) -> bool:
        pair = _days(other)
        return NotImplemented if pair is None else (self.earliest, self.latest) == pair

    def __lt__(self, other: object) -> bool:
        pair = _days(other)
        return NotImplemented if pair is None else (self.earliest, self.latest) < pair

    def __le__(self, other: object) -> bool:
        pair = _days(other)
        return NotImplemented if pair is None else (self.earliest, self.latest) <= pair

    def __gt__(self, other: object) -> bool:
        pair = _days(other)
        return NotImplemented if pair is None else (self.earliest, self.latest) > pair

    def __ge__(self, other: object) -> bool:
        pair = _days(other)
        return NotImplemented if pair is None else (self.earliest, self.latest) >= pair


def as_partial_date(value: object) -> PartialDate:
    """A ``PartialDate``, a ``datetime.date`` (day precision) or a text that ``parse`` reads."""
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, str):
        return PartialDate.parse(value)
    # A datetime is a date to Python, but which day it is depends on a time zone that we do not know.
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return PartialDate.of_day(value.year, value.month, value.day)
    raise _unreadable(value)


def _precision(earliest: datetime.date, latest: datetime.date) -> Precision:
    if earliest == latest:
        return "day"
    whole_months = earliest.day == 1 and latest.day == _days_in(latest.year, latest.month)
    if whole_months and earliest.year == latest.year:
        months = (earliest.month, latest.month)
        if months == (1, 12):
            return "year"
        if months == _MID_YEAR_MONTHS:
            return "mid-year"
        if earliest.month == latest.month:
            return "month"
    raise InvalidPartialDate(
        gettext("%(earliest)s to %(latest)s is not a day, a month, the middle of a year (May to August) or a year.")
        % {"earliest": earliest, "latest": latest}
    )


def _days(value: object) -> tuple[datetime.date, datetime.date] | None:
    if isinstance(value, PartialDate):
        return value.earliest, value.latest
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value, value
    return None


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _check_year(year: int) -> None:
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise InvalidPartialDate(
            gettext("There is no year %(year)s here: write 0001 to 9999.") % {"year": f"{year:04}"}
        )


def _check_month(month: int) -> None:
    if not 1 <= month <= 12:
        raise InvalidPartialDate(
            gettext("There is no month %(month)s: write 01 to 12, or 38 for the middle of the year.")
            % {"month": f"{month:02}"}
        )


def _unreadable(value: object) -> InvalidPartialDate:
    return InvalidPartialDate(
        gettext(
            "“%(value)s” is not a date that can be kept. Write a day (15 June 2020 or 2020-06-15), "
            "a month (June 2020 or 2020-06), the middle of a year (mid-2018 or 2018-38) "
            "or a year (2018)."
        )
        % {"value": str(value)[:100]}
    )
