"""The filter of an admin listing."""

import pytest
from django.db import models
from wagtail.admin.filters import WagtailFilterSet

from pages.dates import PartialDate, PartialDateField, PartialDateFilter
from tests.pages.dates.conftest import DatedThing


class DeclaredFilters(WagtailFilterSet):
    starts = PartialDateFilter()

    class Meta:
        model = DatedThing
        fields = ["starts"]


class DerivedFilters(WagtailFilterSet):
    class Meta:
        model = DatedThing
        fields = ["starts"]
        filter_overrides = {PartialDateField: {"filter_class": PartialDateFilter}}


@pytest.mark.parametrize("filter_set", [DeclaredFilters, DerivedFilters])
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"starts_year": "2018"}, {"2018", "mid-2018", "June 2018"}),
        ({"starts_year": "2018", "starts_month": "mid-year"}, {"mid-2018", "June 2018"}),
        ({"starts_year": "2018", "starts_month": "6"}, {"June 2018"}),
        ({"starts_year": "2017"}, set()),
        ({}, {"2018", "mid-2018", "June 2018", "2019", "None"}),
        ({"starts_year": ""}, {"2018", "mid-2018", "June 2018", "2019", "None"}),
    ],
)
def test_finds_what_begins_within_the_period(
    things: models.Manager[DatedThing], filter_set: type, asked: dict[str, str], expected: set[str]
) -> None:
    for text in ["2018", "mid-2018", "June 2018", "2019"]:
        things.create(starts=PartialDate.parse(text))
    things.create()
    assert {str(thing) for thing in filter_set(asked, things.all()).qs} == expected


def test_nonsense_is_an_error_of_the_filter_form(things: models.Manager[DatedThing]) -> None:
    filters = DeclaredFilters({"starts_year": "soon"}, things.all())
    assert filters.form.errors["starts"] == ["Enter the year with four digits, for example 2018."]
