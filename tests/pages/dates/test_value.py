"""The value type: its text forms, what it refuses, its order."""

import contextlib
import copy
import datetime
import pickle
import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.errors import CmsError, InvalidPartialDate
from pages.dates import PartialDate, as_partial_date
from tests.pages.dates.strategies import partial_dates

EXAMPLES = [
    # text, EDTF, label, precision, first day, last day
    ("2018", "2018", "2018", "year", "2018-01-01", "2018-12-31"),
    ("mid-2018", "2018-38", "mid-2018", "mid-year", "2018-05-01", "2018-08-31"),
    ("Mid 2018", "2018-38", "mid-2018", "mid-year", "2018-05-01", "2018-08-31"),
    ("2018-38", "2018-38", "mid-2018", "mid-year", "2018-05-01", "2018-08-31"),
    ("June 2020", "2020-06", "June 2020", "month", "2020-06-01", "2020-06-30"),
    ("june  2020", "2020-06", "June 2020", "month", "2020-06-01", "2020-06-30"),
    ("2020-02", "2020-02", "February 2020", "month", "2020-02-01", "2020-02-29"),
    ("2019-02", "2019-02", "February 2019", "month", "2019-02-01", "2019-02-28"),
    ("15 June 2020", "2020-06-15", "15 June 2020", "day", "2020-06-15", "2020-06-15"),
    ("5 MAY 2020", "2020-05-05", "5 May 2020", "day", "2020-05-05", "2020-05-05"),
    ("2020-02-29", "2020-02-29", "29 February 2020", "day", "2020-02-29", "2020-02-29"),
    ("0001", "0001", "0001", "year", "0001-01-01", "0001-12-31"),
    ("9999-12-31", "9999-12-31", "31 December 9999", "day", "9999-12-31", "9999-12-31"),
]


@pytest.mark.parametrize(("text", "edtf", "label", "precision", "first", "last"), EXAMPLES)
def test_reads_edtf_and_what_people_write(
    text: str, edtf: str, label: str, precision: str, first: str, last: str
) -> None:
    date = PartialDate.parse(text)
    assert (date.edtf, date.label, date.precision) == (edtf, label, precision)
    assert (date.earliest.isoformat(), date.latest.isoformat()) == (first, last)
    assert str(date) == label


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2018-39",  # the third quadrimester: valid EDTF, but nothing that we hold
        "2018-21",  # spring
        "2018-00",
        "2018-13",
        "2018-06-00",
        "2018-06-31",
        "2019-02-29",
        "31 June 2020",
        "0 June 2020",
        "0000",
        "0000-01-01",
        "mid-0000",
        "18",
        "20180",
        "2018-6",
        "2018-06-1",
        "20180615",
        "2018?",
        "2018~",
        "-2018",
        "2018/2019",
        "2018-38-01",
        "Juni 2020",
        "Smarch 2020",
        "June, 2020",
        "June",
        "mid–2018",
        "mid June 2018",
        "from mid-2018",
        "over the coming months",
        "2018\n",
        "\n2018",
        "2018-38\n",
        "15 June 2020\n",
        " 2018",
        "2018 ",
        "June\n2020",
        "２０１８",
        "٢٠١٨",
        "June ٢٠١٨",
        "auguſt 2020",
        "2018\x00",
        "2018-05-01/2018-08-31",
    ],
)
def test_refuses_everything_else_in_words_for_a_person(text: str) -> None:
    with pytest.raises(InvalidPartialDate) as caught:
        PartialDate.parse(text)
    assert isinstance(caught.value, CmsError)
    assert isinstance(caught.value, ValueError)
    assert re.search(r"There is no (day|month|year)|Write a day", str(caught.value))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31 June 2020", "There is no day 31 in June 2020: it has 30 days."),
        ("2019-02-29", "There is no day 29 in February 2019: it has 28 days."),
        ("2018-13", "There is no month 13: write 01 to 12, or 38 for the middle of the year."),
        ("0000", "There is no year 0000 here: write 0001 to 9999."),
    ],
)
def test_says_which_part_is_wrong(text: str, message: str) -> None:
    with pytest.raises(InvalidPartialDate, match=re.escape(message)):
        PartialDate.parse(text)


def test_a_very_long_text_is_not_repeated_in_full() -> None:
    with pytest.raises(InvalidPartialDate) as caught:
        PartialDate.parse("x" * 100_000)
    assert len(str(caught.value)) < 500


@given(partial_dates())
def test_edtf_and_label_read_back_as_the_same_date(date: PartialDate) -> None:
    assert PartialDate.parse(date.edtf) == date
    assert PartialDate.parse(date.label) == date
    assert PartialDate(date.earliest, date.latest) == date


@given(st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}", fullmatch=True))
def test_a_text_in_the_shape_of_edtf_is_kept_as_it_is_or_refused(text: str) -> None:
    try:
        assert PartialDate.parse(text).edtf == text
    except InvalidPartialDate:
        year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
        with pytest.raises(ValueError, match=r"year|month|day"):
            datetime.date(year, month, day)


@given(st.text())
def test_no_text_raises_anything_but_an_error_for_a_person(text: str) -> None:
    with contextlib.suppress(InvalidPartialDate):
        PartialDate.parse(text)


@given(partial_dates())
def test_edtf_agrees_with_the_definitions_of_the_standard(date: PartialDate) -> None:
    """ISO 8601-2:2019 4.8: code 38 is the second of three groups of four months."""
    parts = date.edtf.split("-")
    year = datetime.date(int(parts[0]), 1, 1)
    match parts[1:]:
        case []:
            months = range(1, 13)
        case ["38"]:
            months = range(5, 9)
        case [month]:
            months = range(int(month), int(month) + 1)
        case [month, day]:
            assert date.earliest == date.latest == year.replace(month=int(month), day=int(day))
            return
    assert date.earliest == year.replace(month=months[0])
    following = date.latest.toordinal() + 1
    if following <= datetime.date.max.toordinal():
        after = datetime.date.fromordinal(following)
        assert (after.day, (after.month - 2) % 12 + 1) == (1, months[-1])
    else:
        assert months[-1] == 12


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2018-05-01", "2018-07-31"),
        ("2018-01-01", "2019-12-31"),
        ("2018-06-02", "2018-06-30"),
        ("2018-06-01", "2018-06-29"),
        ("2018-06-02", "2018-06-01"),
        ("2018-09-01", "2018-12-31"),
    ],
)
def test_a_period_of_another_shape_cannot_be_made(first: str, last: str) -> None:
    with pytest.raises(InvalidPartialDate, match="is not a day, a month, the middle of a year"):
        PartialDate(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


def test_order_is_by_first_day_and_then_the_more_precise_first() -> None:
    in_order = [
        PartialDate.parse(text)
        for text in [
            *("2017", "1 January 2018", "January 2018", "2018", "2 January 2018"),
            *("1 May 2018", "May 2018", "mid-2018", "June 2018", "2019"),
        ]
    ]
    in_order.reverse()
    assert sorted(in_order) == in_order[::-1]


@given(partial_dates(), partial_dates())
def test_order_is_total(one: PartialDate, other: PartialDate) -> None:
    assert [one < other, one == other, one > other].count(True) == 1
    assert (one <= other) == (one < other or one == other)
    assert (one >= other) == (other <= one)
    assert one != other or hash(one) == hash(other)


@given(partial_dates(), st.dates())
def test_a_plain_date_compares_as_its_day(date: PartialDate, day: datetime.date) -> None:
    same = as_partial_date(day)
    assert same.precision == "day"
    assert same == day
    assert hash(same) == hash(day)
    assert (date < day, date <= day, date > day, date >= day, date == day) == (
        date < same,
        date <= same,
        date > same,
        date >= same,
        date == same,
    )
    assert (day < date) == (same < date)


def test_a_moment_and_a_text_do_not_compare() -> None:
    date = PartialDate.parse("2018")
    assert date != "2018"
    assert date != datetime.datetime(2018, 1, 1)
    for other in ("2018", datetime.datetime(2018, 1, 1), 2018, None):
        with pytest.raises(TypeError):
            date < other  # noqa: B015


@pytest.mark.parametrize("value", [datetime.datetime(2018, 1, 1), 2018, None, b"2018", ["2018"]])
def test_only_dates_and_texts_become_a_date(value: object) -> None:
    with pytest.raises(InvalidPartialDate):
        as_partial_date(value)


def test_is_immutable() -> None:
    date = PartialDate.parse("2018")
    with pytest.raises(AttributeError):
        date.earliest = datetime.date(2019, 1, 1)  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        date.note = "x"  # type: ignore[attr-defined]


@given(partial_dates())
def test_survives_copying_and_pickling(date: PartialDate) -> None:
    assert copy.deepcopy(date) == date
    assert pickle.loads(pickle.dumps(date)) == date


def test_a_pickle_that_holds_no_date_is_refused() -> None:
    pickled = pickle.dumps(PartialDate.parse("2018-38")).replace(b"2018-38", b"2018-39")
    with pytest.raises(InvalidPartialDate):
        pickle.loads(pickled)


def test_months_are_named_in_the_active_language_and_still_read_in_english() -> None:
    with translation.override("fr"):
        assert PartialDate.parse("15 June 2020").label == "15 juin 2020"
        assert PartialDate.parse("June 2020").label == "juin 2020"
        assert PartialDate.parse("June 2020").edtf == "2020-06"


def test_repr_is_an_expression_that_makes_the_date() -> None:
    assert repr(PartialDate.parse("mid-2018")) == "PartialDate.parse('2018-38')"
