"""When an event takes place: the columns, what follows from them, and which of them do not go together.

The abstract half of ``EventPage`` that knows nothing of pages. A time is kept as it stands on a poster: a day, a time
on the clock, and the time zone of the place.
"""

import datetime
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.plugins import plugin_settings
from digital_skills_events.calendar_rule import calendar_rule
from digital_skills_events.choices import Repeats, Weekday
from digital_skills_events.recurrence import Rhythm, Span, occurrences, spans_of
from digital_skills_events.rhythm_words import rhythm_in_words
from digital_skills_events.serializers import RecurrenceData
from digital_skills_events.settings import EventsSettings
from digital_skills_events.wall_clock import check_time_zone, moment, usual_time_zone, zone_named
from pages.choice_list import ChoiceListField

__all__ = ["EventTimes"]

LONGEST_EVENT = datetime.timedelta(days=60)
#: After it, months differ in length: an event on the 31st would be left out in every second month.
LAST_DAY_OF_EVERY_MONTH = 28


def _weekdays() -> list[tuple[str, Any]]:
    return Weekday.choices


class EventTimes(models.Model):
    """Something that takes place at a time, once or in a rhythm."""

    left_out_dates: Any

    start_date = models.DateField(_("first day"))
    start_time = models.TimeField(_("begins at"), help_text=_("On the clocks of the place."))
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Empty, it ends on the day on which it begins.")
    )
    end_time = models.TimeField(_("ends at"), help_text=_("On the clocks of the place."))
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default=usual_time_zone,
        validators=[check_time_zone],
        help_text=_("That of the place; of an online event, that of most people who come."),
    )
    repeats = models.CharField(_("repeats"), max_length=24, choices=Repeats.choices, default=Repeats.NEVER)
    repeat_every = models.PositiveSmallIntegerField(
        _("every"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("1 is every day, week or month; 2 is every second one, and so on."),
    )
    repeat_weekdays = ChoiceListField(
        _("on"),
        options=_weekdays,
        blank=True,
        help_text=_("For events that repeat by week. None ticked means the weekday of the first day."),
    )
    repeat_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day on which it may take place, if you know it.")
    )
    repeat_times = models.PositiveSmallIntegerField(
        _("or, how many times"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("In all, the first time included. Give either this or the last day."),
    )
    #: On which day it is over for good, on the clocks of the place, dates that are left out counted: to search by.
    last_date = models.DateField(editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the day to search by."""
        if self.start_date and self.start_time and self.end_time:
            first = self.first_span
            last = occurrences(first.starts, self.rhythm, _most())[-1:] or [first.starts]
            self.last_date = (last[0] + (first.ends - first.starts)).date()
        super().save(*args, **kwargs)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the place."""
        return zone_named(self.time_zone)

    @property
    def first_span(self) -> Span:
        """The first time, on the clocks of the place, also where it is left out."""
        return Span(
            datetime.datetime.combine(self.start_date, self.start_time),
            datetime.datetime.combine(self.end_date or self.start_date, self.end_time),
        )

    @property
    def rhythm(self) -> Rhythm | None:
        """How it comes round; ``None`` when it does not."""
        if self.repeats == Repeats.NEVER:
            return None
        return Rhythm(
            Repeats(self.repeats), self.repeat_every, tuple(self.repeat_weekdays), self.repeat_until, self.repeat_times
        )

    @property
    def spans(self) -> list[Span]:
        """Each time that it takes place, on the clocks of the place, in their order."""
        left_out = frozenset(row.date for row in self.left_out_dates.all()) if self.rhythm else frozenset()
        return list(spans_of(self.first_span, self.rhythm, left_out, _most()))

    @property
    def starts(self) -> datetime.datetime:
        """When it begins, the first time."""
        return moment(self.first_span.starts, self.zone)

    @property
    def ends(self) -> datetime.datetime:
        """When it ends, the first time."""
        return moment(self.first_span.ends, self.zone)

    @property
    def occurrences(self) -> list[tuple[datetime.datetime, datetime.datetime]]:
        """When it begins and ends each time, in the time zone of the place."""
        return [(moment(span.starts, self.zone), moment(span.ends, self.zone)) for span in self.spans]

    @property
    def recurrence(self) -> RecurrenceData | None:
        """How it comes round, as the API says it; ``None`` when it does not."""
        rhythm, first = self.rhythm, self.first_span.starts
        if rhythm is None:
            return None
        return RecurrenceData(
            words=rhythm_in_words(first.date(), rhythm),
            rule=calendar_rule(first, rhythm, self.zone).to_ical().decode(),
            left_out=sorted(row.date.isoformat() for row in self.left_out_dates.all()),
        )

    @property
    def possible_dates(self) -> frozenset[datetime.date]:
        """The days on which its rhythm has it begin, those that are left out among them."""
        return frozenset(starts.date() for starts in occurrences(self.first_span.starts, self.rhythm, _most()))

    def clean(self) -> None:
        """Refuse an event that is over before it begins, and a rhythm without an end or against the first day."""
        super().clean()
        if not (self.start_date and self.start_time and self.end_time):  # refused already
            return
        errors = dict(self._time_errors())
        if not errors and self.rhythm is not None:
            errors = dict(self._rhythm_errors(self.rhythm))
        if errors:
            raise ValidationError(errors)

    def _time_errors(self) -> Iterator[tuple[str, Any]]:
        lasts = self.first_span.ends - self.first_span.starts
        if lasts <= datetime.timedelta(0):
            yield "end_date" if self.end_date else "end_time", _("It ends before it begins. Change one of them.")
        elif lasts > LONGEST_EVENT:
            yield (
                "end_date",
                _("An event lasts %(days)d days at most. One that comes again and again repeats.")
                % {"days": LONGEST_EVENT.days},
            )

    def _rhythm_errors(self, rhythm: Rhythm) -> Iterator[tuple[str, Any]]:
        first = self.first_span
        if (rhythm.until is None) == (rhythm.times is None):
            yield "repeat_until", _("Say either until when it repeats, or how many times.")
            return
        if rhythm.until is not None and rhythm.until < self.start_date:
            yield "repeat_until", _("This is before the first day.")
            return
        if rhythm.repeats is Repeats.WEEKLY and rhythm.weekdays:
            weekday = list(Weekday)[self.start_date.weekday()]
            if weekday.value not in rhythm.weekdays:
                yield "repeat_weekdays", _("The first day is a %(day)s: tick it, too.") % {"day": weekday.label}
                return
        if rhythm.repeats is Repeats.MONTHLY_BY_DAY and self.start_date.day > LAST_DAY_OF_EVERY_MONTH:
            yield "repeats", _("Not every month has this date. Let it repeat on the same weekday, or begin earlier.")
            return
        times = occurrences(first.starts, rhythm, _most() + 1)
        if len(times) > _most():
            yield (
                "repeat_until" if rhythm.until else "repeat_times",
                _("It would take place more than %(number)d times. Let it end earlier.") % {"number": _most()},
            )
        lasts = first.ends - first.starts
        if any(later - earlier < lasts for earlier, later in pairwise(times)):
            yield "repeat_every", _("It would begin again before it has ended.")


def _most() -> int:
    return plugin_settings(EventsSettings).most_occurrences
