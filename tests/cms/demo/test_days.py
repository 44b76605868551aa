"""Days of the demo are said from the day on which it is loaded."""

import datetime

import pytest
from django.utils import timezone

from cms.demo.days import day_of


@pytest.fixture(autouse=True)
def _a_thursday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2030, 3, 7))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today+0", "2030-03-07"),
        ("today+14", "2030-03-21"),
        ("today-7", "2030-02-28"),
        ("thursday+0", "2030-03-07"),
        ("monday+0", "2030-03-04"),
        ("tuesday+1", "2030-03-12"),
        ("sunday-1", "2030-03-03"),
    ],
)
def test_a_day_is_counted_from_today(text: str, expected: str) -> None:
    assert str(day_of(text)) == expected


@pytest.mark.parametrize("text", ["2030-03-07", "today", "tomorrow+1", "today+1000", "Tuesday+1", ""])
def test_what_is_written_in_another_way_is_left_to_the_field(text: str) -> None:
    assert day_of(text) is None
