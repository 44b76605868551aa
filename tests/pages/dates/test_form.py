"""The form field: what is filled in decides the precision; each message names what to change."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from hypothesis import given

from pages.dates import PartialDate, PartialDateFormField
from tests.pages.dates.conftest import DatedThing
from tests.pages.dates.strategies import partial_dates


class SpanForm(forms.Form):
    starts = PartialDateFormField(required=False, label="Starts", help_text="When it begins.")
    ends = PartialDateFormField(label="Ends")


def posted(day: str = "", month: str = "", year: str = "", name: str = "starts") -> dict[str, str]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.mark.parametrize(
    ("day", "month", "year", "edtf"),
    [
        ("15", "6", "2020", "2020-06-15"),
        (" 5 ", "6", " 2020 ", "2020-06-05"),
        ("05", "6", "2020", "2020-06-05"),
        ("29", "2", "2020", "2020-02-29"),
        ("", "6", "2020", "2020-06"),
        ("", "mid-year", "2018", "2018-38"),
        ("", "", "2018", "2018"),
    ],
)
def test_precision_is_what_was_filled_in(day: str, month: str, year: str, edtf: str) -> None:
    assert PartialDateFormField().clean([day, month, year]) == PartialDate.parse(edtf)


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("15", "", "2020", "Enter a month, because a day is given, or leave the day empty."),
        ("15", "mid-year", "2020", "Leave the day empty: the middle of a year has no day."),
        ("15", "6", "", "Enter the year, with four digits."),
        ("", "6", "", "Enter the year, with four digits."),
        ("15", "", "", "Enter the year, with four digits."),
        ("", "", "20", "Enter the year with four digits, for example 2018."),
        ("", "", "２０１８", "Enter the year with four digits, for example 2018."),
        ("", "", "-2018", "Enter the year with four digits, for example 2018."),
        ("", "", "0000", "There is no year 0000 here: write 0001 to 9999."),
        ("15th", "6", "2020", "Enter the day as a number, for example 15."),
        ("0", "6", "2020", "There is no day 0 in June 2020: it has 30 days."),
        ("31", "6", "2020", "There is no day 31 in June 2020: it has 30 days."),
        ("29", "2", "2019", "There is no day 29 in February 2019: it has 28 days."),
        ("", "13", "2020", "Select a valid choice. 13 is not one of the available choices."),
    ],
)
@pytest.mark.parametrize("required", [True, False])
def test_says_which_box_to_change(day: str, month: str, year: str, message: str, required: bool) -> None:
    with pytest.raises(ValidationError) as caught:
        PartialDateFormField(required=required).clean([day, month, year])
    assert caught.value.messages == [message]


@pytest.mark.parametrize("nothing", [["", "", ""], [" ", "", "\t"], [None, None, None], [], None])
def test_three_empty_boxes_are_no_date(nothing: Any) -> None:
    if nothing == [" ", "", "\t"]:
        nothing = [forms.CharField(required=False).clean(part) for part in nothing]
    assert PartialDateFormField(required=False).clean(nothing) is None
    with pytest.raises(ValidationError, match="The year alone is enough"):
        PartialDateFormField(required=True).clean(nothing)


@given(partial_dates())
def test_what_is_shown_and_sent_back_unchanged_is_the_same_date(date: PartialDate) -> None:
    field = PartialDateFormField()
    shown = field.widget.decompress(date)
    assert field.clean(shown) == date
    assert not field.has_changed(date, shown)


@pytest.mark.parametrize(
    ("initial", "data", "changed"),
    [
        ("2020-06-05", ["05", "6", "2020"], False),
        ("2020-06-05", ["", "6", "2020"], True),
        ("2018-38", ["", "mid-year", "2018"], False),
        ("2018-38", ["", "", "2018"], True),
        ("2018", ["", "", "nonsense"], True),
        ("2018", ["", "", ""], True),
        (None, ["", "", ""], False),
        (None, [None, None, None], False),
        (None, ["", "", "2018"], True),
    ],
)
@pytest.mark.parametrize("required", [True, False])
def test_knows_what_a_person_changed(
    initial: str | None, data: list[str | None], changed: bool, required: bool
) -> None:
    before = None if initial is None else PartialDate.parse(initial)
    assert PartialDateFormField(required=required).has_changed(before, data) is changed
    assert not PartialDateFormField(disabled=True).has_changed(before, data)


def test_a_form_keeps_what_was_typed_when_it_is_wrong() -> None:
    form = SpanForm(posted("31", "6", "2020") | posted(year="2021", name="ends"))
    assert not form.is_valid()
    assert list(form.errors) == ["starts"]
    html = str(form["starts"])
    assert 'value="31"' in html
    assert '<option value="6" selected>June</option>' in html
    assert html.count('aria-invalid="true"') == 3


def test_a_disabled_field_keeps_its_date() -> None:
    class Closed(forms.Form):
        starts = PartialDateFormField(disabled=True)

    form = Closed(posted("1", "1", "2001"), initial={"starts": PartialDate.parse("mid-2018")})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts"] == PartialDate.parse("mid-2018")
    assert str(form["starts"]).count(" disabled") == 3


def test_a_model_form_brings_the_field_and_saves_the_date() -> None:
    form_class = modelform_factory(DatedThing, fields=["starts", "ends"])
    form = form_class(posted(month="mid-year", year="2018") | posted(name="ends"))
    assert form.is_valid(), form.errors
    assert form.instance.starts == PartialDate.parse("mid-2018")
    assert form.instance.ends is None
    assert form.fields["ends"].label == "End of it"
    assert form.fields["starts"].help_text == "When it begins."
    assert not form.fields["starts"].required


def test_a_field_that_was_not_sent_stays_as_it_was() -> None:
    thing = DatedThing(starts=PartialDate.parse("2018"), ends=PartialDate.parse("2019"))
    form = modelform_factory(DatedThing, fields=["starts"])(posted(year="2020"), instance=thing)
    assert form.is_valid(), form.errors
    assert (form.instance.starts, form.instance.ends) == (
        PartialDate.parse("2020"),
        PartialDate.parse("2019"),
    )
