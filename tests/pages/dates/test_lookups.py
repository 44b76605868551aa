"""Queries by date: range lookups ask about time, transforms name one end."""

import datetime
from collections.abc import Callable

import pytest
from django.db import models
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from cms.errors import InvalidPartialDate
from pages.dates import PartialDate
from tests.pages.dates.conftest import DatedThing
from tests.pages.dates.strategies import partial_dates
from tests.pages.dates.test_field import on_real_rows

Things = models.Manager[DatedThing]

TEXTS = [
    *("2017", "31 December 2017", "1 January 2018", "January 2018", "2018"),
    *("mid-2018", "June 2018", "15 June 2018", "31 December 2018", "1 January 2019", "2019"),
]


@pytest.fixture
def rows(things: Things) -> Things:
    things.bulk_create([DatedThing(starts=PartialDate.parse(text)) for text in TEXTS])
    return things


def found(queryset: models.QuerySet[DatedThing]) -> set[str]:
    return {str(thing.starts) for thing in queryset}


IN_2018 = set(TEXTS[2:9])


@pytest.mark.parametrize(
    ("lookup", "bound", "expected"),
    [
        ("gte", "2018", IN_2018 | {"1 January 2019", "2019"}),
        ("gte", "2018-01-01", IN_2018 | {"1 January 2019", "2019"}),
        ("gt", "2018", {"1 January 2019", "2019"}),
        ("lt", "2018", {"2017", "31 December 2017"}),
        ("lte", "2018", {"2017", "31 December 2017"} | IN_2018),
        ("lte", "1 January 2018", set(TEXTS[:5])),
        ("lt", "1 January 2018", {"2017", "31 December 2017"}),
        ("gt", "1 January 2018", set(TEXTS[5:])),
        ("gte", "mid-2018", set(TEXTS[5:])),
        ("gt", "mid-2018", set(TEXTS[8:])),
        ("range", ("2018", "2018"), IN_2018),
        ("range", ("mid-2018", "June 2018"), {"mid-2018", "June 2018", "15 June 2018"}),
        ("exact", "2018", {"2018"}),
        ("exact", "2018-38", {"mid-2018"}),
        ("in", ["2018", "June 2018", "2030"], {"2018", "June 2018"}),
        ("in", [], set()),
    ],
)
def test_a_bound_is_the_whole_period(rows: Things, lookup: str, bound: object, expected: set[str]) -> None:
    assert found(rows.filter(**{f"starts__{lookup}": bound})) == expected


@pytest.mark.parametrize("make", [PartialDate.parse, datetime.date.fromisoformat, str])
@pytest.mark.parametrize("lookup", ["exact", "gte", "gt", "lt", "lte"])
def test_a_date_a_partial_date_and_a_text_ask_the_same(
    rows: Things, lookup: str, make: Callable[[str], object]
) -> None:
    day = "2018-01-01"
    assert found(rows.filter(**{f"starts__{lookup}": make(day)})) == found(
        rows.filter(**{f"starts__{lookup}": PartialDate.of_day(2018, 1, 1)})
    )


@given(dates=st.lists(partial_dates(), min_size=1, max_size=8), bound=partial_dates())
@on_real_rows
def test_lookups_agree_with_the_days(things: Things, dates: list[PartialDate], bound: PartialDate) -> None:
    things.all().delete()
    things.bulk_create([DatedThing(starts=date) for date in dates])

    def rows_where(**conditions: object) -> list[PartialDate]:
        return sorted(things.filter(**conditions).values_list("starts", flat=True))

    def dates_where(condition: Callable[[PartialDate], bool]) -> list[PartialDate]:
        return sorted(filter(condition, dates))

    assert rows_where(starts__gte=bound) == dates_where(lambda date: date.earliest >= bound.earliest)
    assert rows_where(starts__lt=bound) == dates_where(lambda date: date.earliest < bound.earliest)
    assert rows_where(starts__lte=bound) == dates_where(lambda date: date.earliest <= bound.latest)
    assert rows_where(starts__gt=bound) == dates_where(lambda date: date.earliest > bound.latest)
    assert rows_where(starts=bound) == dates_where(lambda date: date == bound)
    assert rows_where(starts__latest__gte=bound.earliest) == dates_where(lambda date: date.latest >= bound.earliest)
    assert rows_where(starts__earliest=bound.earliest) == dates_where(lambda date: date.earliest == bound.earliest)


def test_either_end_can_be_named(rows: Things) -> None:
    assert found(rows.filter(starts__latest__gte=datetime.date(2018, 12, 31))) == {
        *("2018", "31 December 2018", "1 January 2019", "2019")
    }
    assert found(rows.filter(starts__earliest__year=2018)) == IN_2018
    last = rows.order_by("-starts__latest", "-starts").values_list("starts__latest", flat=True).first()
    assert last == datetime.date(2019, 12, 31)


def test_two_fields_compare_with_each_other(things: Things) -> None:
    things.create(starts="2018", ends="2019")
    things.create(starts="2020", ends="2019")
    things.create(starts="2020", ends=None)
    assert found(things.filter(starts__gt=F("ends"))) == {"2020"}
    assert found(things.filter(starts__lte=F("ends"))) == {"2018"}
    assert found(things.filter(ends__range=(F("starts"), "2030"))) == {"2018"}
    things.filter(ends=None).update(ends=F("starts"))
    assert found(things.filter(starts=F("ends"))) == {"2020"}


def test_an_admin_search_looks_into_the_days(rows: Things) -> None:
    assert found(rows.filter(starts__icontains="2017")) == {"2017", "31 December 2017"}
    assert found(rows.filter(starts__icontains="no date")) == set()


@pytest.mark.parametrize("lookup", ["exact", "gte", "gt", "lt", "lte"])
def test_an_unreadable_bound_is_an_error(things: Things, lookup: str) -> None:
    with pytest.raises(InvalidPartialDate):
        things.filter(**{f"starts__{lookup}": "soon"})


@pytest.mark.parametrize(("lookup", "bounds"), [("in", ["2018", "soon"]), ("range", ("2018", "soon"))])
def test_an_unreadable_bound_among_others_is_an_error(things: Things, lookup: str, bounds: object) -> None:
    with pytest.raises(InvalidPartialDate):
        list(things.filter(**{f"starts__{lookup}": bounds}))
