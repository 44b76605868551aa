"""The boxes: a group with a name, each box labelled, usable without a script."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.telepath import JSContext

from pages.dates import PartialDate, PartialDateFormField, PartialDateWidget
from tests.pages.dates.conftest import DatedThing


class StartForm(forms.Form):
    starts = PartialDateFormField(label="Starts <soon>", help_text="When it begins.")


def soup(html: Any) -> BeautifulSoup:
    return BeautifulSoup(str(html), "lxml")


def one(parent: Tag, selector: str) -> Tag:
    (found,) = parent.select(selector)
    return found


def text(element: Tag) -> str:
    return " ".join(element.get_text().split())


def test_every_box_has_a_label_and_the_group_has_the_fields_name() -> None:
    group = one(soup(StartForm()["starts"]), "fieldset")
    assert text(one(group, "legend")) == "Starts <soon>"
    labels = {text(label): one(group, f"#{label['for']}").get("name") for label in group.select("label")}
    assert labels == {
        "Day (optional)": "starts_day",
        "Month or mid-year (optional)": "starts_month",
        "Year": "starts_year",
    }
    assert str(group["aria-describedby"]).split() == ["id_starts_helptext", "id_starts_hint"]
    assert text(one(group, "#id_starts_hint")).startswith("Leave the day empty")


def test_the_month_can_be_unknown_or_the_middle_of_the_year() -> None:
    options = [(option["value"], text(option)) for option in soup(StartForm()["starts"]).select("option")]
    assert options[0] == ("", "Not known")
    assert options[1:13:11] == [("1", "January"), ("12", "December")]
    assert options[13:] == [("mid-year", "Mid-year (May to August)")]


@pytest.mark.parametrize(
    ("edtf", "day", "month", "year"),
    [
        ("2020-06-15", "15", "6", "2020"),
        ("2020-06", None, "6", "2020"),
        ("2018-38", None, "mid-year", "2018"),
        ("2018", None, "", "2018"),
        ("0987", None, "", "0987"),
    ],
)
def test_shows_what_is_known(edtf: str, day: str | None, month: str, year: str) -> None:
    group = soup(StartForm(initial={"starts": PartialDate.parse(edtf)})["starts"])
    assert one(group, "[name=starts_day]").get("value") == day
    assert one(group, "option[selected]")["value"] == month
    assert one(group, "[name=starts_year]").get("value") == year


def test_only_the_year_is_required() -> None:
    required = soup(StartForm()["starts"]).select("[required]")
    assert [box["name"] for box in required] == ["starts_year"]

    class Optional(forms.Form):
        starts = PartialDateFormField(required=False)

    assert not soup(Optional()["starts"]).select("[required]")


def test_a_description_belongs_to_the_group_and_not_to_each_box() -> None:
    html = StartForm()["starts"].as_widget(attrs={"aria-describedby": "help errors", "aria-invalid": "true"})
    group = one(soup(html), "fieldset")
    assert str(group["aria-describedby"]).split() == ["help", "errors", "id_starts_hint"]
    assert not group.select("input[aria-describedby], select[aria-describedby]")


def test_a_whole_form_makes_no_second_fieldset() -> None:
    assert len(soup(StartForm()).select("fieldset")) == 1


def test_two_dates_on_one_form_do_not_mix() -> None:
    class Span(forms.Form):
        starts = PartialDateFormField()
        ends = PartialDateFormField()

    html = soup(Span(prefix="program-0"))
    assert [text(legend) for legend in html.select("legend")] == ["Starts", "Ends"]
    ids = [str(element["id"]) for element in html.select("[id]")]
    assert len(ids) == len(set(ids))
    assert html.select("[name=program-0-starts_day], [name=program-0-ends_day]")


def test_works_without_ids() -> None:
    html = soup(PartialDateWidget().render("starts", PartialDate.parse("2018")))
    assert not html.select("[id], [for], [aria-describedby]")
    assert one(html, "[name=starts_year]")["value"] == "2018"


def test_escapes_what_was_typed() -> None:
    html = PartialDateWidget().render("starts", ['"><script>', "<b>", "'&"], {"id": "x"})
    assert one(soup(html), "[name=starts_day]")["value"] == '"><script>'
    assert not soup(html).select("script, b")


def test_tells_an_empty_answer_from_no_answer() -> None:
    widget = PartialDateWidget()
    assert widget.value_omitted_from_data({}, MultiValueDict(), "starts")
    assert not widget.value_omitted_from_data({"starts_year": ""}, MultiValueDict(), "starts")


def test_an_edit_form_of_the_admin_shows_it_with_its_help_and_its_errors() -> None:
    panel = ObjectList([FieldPanel("starts", heading="Beginning"), FieldPanel("ends")]).bind_to_model(DatedThing)
    form_class = panel.get_form_class()
    data = {"starts_day": "15", "starts_month": "", "starts_year": "2020"}
    form = form_class(data, instance=DatedThing())
    assert not form.is_valid()
    request = RequestFactory().get("/")
    html = soup(panel.get_bound_panel(instance=form.instance, request=request, form=form).render_html())
    field = one(html, "[data-contentpath=starts]")
    assert "Enter a month, because a day is given" in text(one(field, ".error-message"))
    described_by = str(one(field, "fieldset")["aria-describedby"]).split()
    assert [text(one(html, f"#{id_}"))[:20] for id_ in described_by] == [
        "When it begins.",
        "Enter a month, becau",
        "Leave the day empty ",
    ]
    assert any("pages/dates.css" in path for path in form.media._css["all"])


def test_a_draft_may_leave_a_required_date_empty_but_not_half_filled() -> None:
    panel = ObjectList([FieldPanel("starts")]).bind_to_model(DatedThing)
    form = panel.get_form_class()({"starts_day": "", "starts_month": "", "starts_year": ""}, instance=DatedThing())
    form.fields["starts"].required = True
    form.defer_required_fields()
    assert form.is_valid(), form.errors

    form = panel.get_form_class()({"starts_day": "1", "starts_month": "", "starts_year": ""}, instance=DatedThing())
    form.defer_required_fields()
    assert form.errors["starts"] == ["Enter the year, with four digits."]


def test_a_read_only_panel_shows_the_label() -> None:
    panel = ObjectList([FieldPanel("starts", read_only=True)]).bind_to_model(DatedThing)
    thing = DatedThing(starts=PartialDate.parse("mid-2018"))
    form = panel.get_form_class()(instance=thing)
    html = panel.get_bound_panel(instance=thing, request=RequestFactory().get("/"), form=form).render_html()
    assert "mid-2018" in text(soup(html))


def test_the_admins_scripts_can_be_given_an_empty_one() -> None:
    packed = JSContext().pack(PartialDateFormField(label="Starts").widget)
    assert "__NAME___year" in str(packed)
