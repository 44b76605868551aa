"""A beginning and an end in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.dates import PartialDate, ends_before_it_starts, span_label
from tests.pages.dates.strategies import partial_dates


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)


@pytest.mark.parametrize(
    ("starts", "ends", "label"),
    [
        (None, None, ""),
        ("mid-2018", None, "from mid-2018"),
        (None, "June 2020", "until June 2020"),
        ("June 2020", "2022", "June 2020 to 2022"),
        ("June 2020", "June 2020", "June 2020"),
        ("15 June 2020", "15 June 2020", "15 June 2020"),
        ("15 June 2020", "20 June 2020", "15 to 20 June 2020"),
        ("15 June 2020", "3 July 2020", "15 June to 3 July 2020"),
        ("15 June 2020", "15 June 2021", "15 June 2020 to 15 June 2021"),
        ("June 2020", "August 2020", "June to August 2020"),
        ("June 2020", "June 2021", "June 2020 to June 2021"),
        ("June 2020", "15 July 2020", "June 2020 to 15 July 2020"),
        ("1 June 2020", "June 2020", "1 June 2020 to June 2020"),
        ("mid-2018", "mid-2019", "mid-2018 to mid-2019"),
        ("2018", "2020", "2018 to 2020"),
        # Nonsense is shown in full rather than shortened into sense.
        ("20 June 2020", "15 June 2020", "20 June 2020 to 15 June 2020"),
    ],
)
def test_says_what_both_share_once(starts: str | None, ends: str | None, label: str) -> None:
    assert span_label(_date(starts), _date(ends)) == label


@pytest.mark.parametrize(
    ("starts", "ends", "wrong"),
    [
        ("June 2020", "May 2020", True),
        ("2020", "31 December 2019", True),
        ("mid-2018", "April 2018", True),
        ("June 2020", "2020", False),
        ("15 June 2020", "June 2020", False),
        ("2020", "1 January 2020", False),
        (None, "2020", False),
        ("2020", None, False),
        (None, None, False),
    ],
)
def test_an_end_is_wrong_only_if_it_is_over_before_the_beginning(
    starts: str | None, ends: str | None, wrong: bool
) -> None:
    assert ends_before_it_starts(_date(starts), _date(ends)) is wrong


@given(st.none() | partial_dates(), partial_dates())
def test_the_end_is_always_said_in_full(starts: PartialDate | None, ends: PartialDate) -> None:
    assert span_label(starts, ends).endswith(ends.label)
