"""Dates that belong together: the end does not come before the beginning."""

import pytest
from django.core.exceptions import ValidationError

from pages.dates import PartialDate
from tests.factories.pages import PilotPageFactory, ProgramPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("first", "last"), [("starts", "ends"), ("applications_open", "applications_close")])
def test_a_program_that_is_over_before_it_begins_is_refused_on_the_end(first: str, last: str) -> None:
    program = ProgramPageFactory()
    setattr(program, first, PartialDate.parse("2020-06"))
    setattr(program, last, PartialDate.parse("2019"))

    with pytest.raises(ValidationError) as refused:
        program.full_clean()

    assert refused.value.message_dict == {last: ["2019 is before June 2020. Change one of them."]}


def test_a_pilot_that_is_over_before_it_begins_is_refused_on_the_end() -> None:
    pilot = PilotPageFactory()
    pilot.starts, pilot.ends = PartialDate.parse("2020-06"), PartialDate.parse("2020-05-31")

    with pytest.raises(ValidationError) as refused:
        pilot.full_clean()

    assert set(refused.value.message_dict) == {"ends"}


def test_both_pairs_of_a_program_are_refused_at_once() -> None:
    program = ProgramPageFactory()
    program.starts = program.applications_open = PartialDate.parse("2020")
    program.ends = program.applications_close = PartialDate.parse("2019")

    with pytest.raises(ValidationError) as refused:
        program.full_clean()

    assert set(refused.value.message_dict) == {"ends", "applications_close"}


@pytest.mark.parametrize(
    ("starts", "ends"),
    [("2020-06", "2020"), ("2020", "2020"), ("2018-38", None), (None, "2018"), (None, None)],
)
def test_dates_that_can_be_true_pass(starts: str | None, ends: str | None) -> None:
    program = ProgramPageFactory()
    program.starts = PartialDate.parse(starts) if starts else None
    program.ends = PartialDate.parse(ends) if ends else None
    program.full_clean()
    program.save()

    program.refresh_from_db()

    assert program.starts == (PartialDate.parse(starts) if starts else None)
    assert program.ends == (PartialDate.parse(ends) if ends else None)


def test_the_timeframe_is_as_vague_as_the_dates() -> None:
    program = ProgramPageFactory.build(
        starts=PartialDate.parse("2018-38"), applications_close=PartialDate.parse("2018")
    )

    assert program.timeframe == "from mid-2018"
    assert program.application_window == "until 2018"
