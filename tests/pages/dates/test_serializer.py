"""What both versions of the API say about a date."""

import copy
from typing import get_args, get_type_hints

import pytest
from pydantic import TypeAdapter

from pages.dates import PartialDate, PartialDateData, PartialDateSerializer, Precision
from tests.pages.dates.conftest import DatedThing


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (
            "mid-2018",
            {
                "edtf": "2018-38",
                "label": "mid-2018",
                "precision": "mid-year",
                "earliest": "2018-05-01",
                "latest": "2018-08-31",
            },
        ),
        (
            "June 2020",
            {
                "edtf": "2020-06",
                "label": "June 2020",
                "precision": "month",
                "earliest": "2020-06-01",
                "latest": "2020-06-30",
            },
        ),
    ],
)
def test_serves_the_date_for_machines_and_for_people(text: str, data: PartialDateData) -> None:
    assert PartialDateSerializer().to_representation(PartialDate.parse(text)) == data


def test_the_return_annotation_types_version_3() -> None:
    declared = get_type_hints(PartialDateSerializer().to_representation)["return"]
    assert declared is PartialDateData
    schema = TypeAdapter(declared | None).json_schema()
    (name,) = schema["$defs"]
    assert name == "PartialDateData"
    properties = schema["$defs"][name]["properties"]
    assert list(properties) == ["edtf", "label", "precision", "earliest", "latest"]
    assert properties["precision"]["enum"] == list(get_args(Precision))
    assert schema["$defs"][name]["required"] == list(properties)


def test_a_copy_without_a_parent_reads_an_object_as_version_3_does() -> None:
    serializer = copy.deepcopy(PartialDateSerializer())
    serializer.bind(field_name="starts", parent=None)  # type: ignore[arg-type]  # what v3 passes
    value = serializer.get_attribute(DatedThing(starts=PartialDate.parse("2018")))
    assert value is not None
    assert serializer.to_representation(value)["edtf"] == "2018"
    assert serializer.get_attribute(DatedThing()) is None


def test_what_is_served_agrees_with_its_type() -> None:
    checked = TypeAdapter(PartialDateData)
    for text in ["2018", "mid-2018", "June 2020", "15 June 2020"]:
        checked.validate_python(PartialDateSerializer().to_representation(PartialDate.parse(text)), strict=True)
