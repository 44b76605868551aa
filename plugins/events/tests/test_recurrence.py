"""When an event takes place, on the clocks of the place and in UTC, across changes of the clocks."""

import datetime
from datetime import date, time

import pytest

from digital_skills_events.choices import Repeats
from digital_skills_events.recurrence import Rhythm, Span, occurrences, spans_of, week_of_month
from digital_skills_events.rhythm_words import rhythm_in_words
from digital_skills_events.wall_clock import check_time_zone, moment, zone_named

SYDNEY = zone_named("Australia/Sydney")


def days(first: date, rhythm: Rhythm, at_most: int = 100) -> list[str]:
    found = occurrences(datetime.datetime.combine(first, time(18)), rhythm, at_most)
    return [each.date().isoformat() for each in found]


def test_an_event_without_a_rhythm_takes_place_once() -> None:
    first = datetime.datetime(2030, 3, 5, 18)

    assert occurrences(first, None, 5) == [first]


def test_every_second_week_on_two_days_until_a_day_that_counts() -> None:
    rhythm = Rhythm(Repeats.WEEKLY, every=2, weekdays=("TH", "TU"), until=date(2030, 3, 21))

    assert days(date(2030, 3, 5), rhythm) == ["2030-03-05", "2030-03-07", "2030-03-19", "2030-03-21"]


def test_a_weekly_event_without_weekdays_is_on_that_of_its_first_day() -> None:
    assert days(date(2030, 3, 5), Rhythm(Repeats.WEEKLY, times=3)) == ["2030-03-05", "2030-03-12", "2030-03-19"]


def test_the_second_tuesday_of_every_month() -> None:
    rhythm = Rhythm(Repeats.MONTHLY_BY_WEEKDAY, times=3)

    assert days(date(2030, 3, 12), rhythm) == ["2030-03-12", "2030-04-09", "2030-05-14"]


def test_the_fifth_tuesday_is_the_last_one_which_every_month_has() -> None:
    assert week_of_month(date(2030, 4, 30)) == -1
    rhythm = Rhythm(Repeats.MONTHLY_BY_WEEKDAY, times=3)

    assert days(date(2030, 4, 30), rhythm) == ["2030-04-30", "2030-05-28", "2030-06-25"]


def test_the_same_date_of_every_month() -> None:
    assert days(date(2030, 1, 28), Rhythm(Repeats.MONTHLY_BY_DAY, times=2)) == ["2030-01-28", "2030-02-28"]


def test_no_more_than_is_asked_for_is_worked_out() -> None:
    assert len(days(date(2030, 1, 1), Rhythm(Repeats.DAILY, until=date(9000, 1, 1)), at_most=7)) == 7


def test_days_that_are_left_out_are_left_out_and_counted() -> None:
    first = Span(datetime.datetime(2030, 3, 5, 18), datetime.datetime(2030, 3, 5, 20))

    found = spans_of(first, Rhythm(Repeats.WEEKLY, times=3), frozenset({date(2030, 3, 12)}), 100)

    assert [span.starts.day for span in found] == [5, 19]


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("2030-04-06T18:00", "2030-04-06T18:00:00+11:00"),  # the evening before summer time ends
        ("2030-04-07T18:00", "2030-04-07T18:00:00+10:00"),
        ("2030-04-07T02:30", "2030-04-07T02:30:00+11:00"),  # shown twice: the first
        ("2030-10-06T02:30", "2030-10-06T03:30:00+11:00"),  # never shown
        ("2030-10-06T18:00", "2030-10-06T18:00:00+11:00"),
    ],
)
def test_a_time_on_the_clock_stays_what_it_is_across_changes_of_the_clocks(clock: str, expected: str) -> None:
    assert moment(datetime.datetime.fromisoformat(clock), SYDNEY).isoformat() == expected


@pytest.mark.parametrize("name", ["Australia", "Australia/Nowhere", "", "../etc/passwd", "+10:00"])
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    with pytest.raises(Exception, match="no time zone"):
        check_time_zone(name)


@pytest.mark.parametrize(
    ("first", "rhythm", "expected"),
    [
        (date(2030, 3, 5), None, ""),
        (date(2030, 3, 5), Rhythm(Repeats.DAILY), "Every day"),
        (date(2030, 3, 5), Rhythm(Repeats.WEEKLY), "Every week on Tuesday"),
        (date(2030, 3, 5), Rhythm(Repeats.WEEKLY, 2, ("TH", "TU")), "Every 2 weeks on Tuesday and Thursday"),
        (date(2030, 3, 12), Rhythm(Repeats.MONTHLY_BY_DAY), "Every month on day 12"),
        (date(2030, 4, 30), Rhythm(Repeats.MONTHLY_BY_WEEKDAY, 3), "Every 3 months on the last Tuesday"),
    ],
)
def test_a_rhythm_is_said_in_words(first: date, rhythm: Rhythm | None, expected: str) -> None:
    assert rhythm_in_words(first, rhythm) == expected
