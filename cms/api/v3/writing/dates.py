"""Dates with their precision, as they are sent: in EDTF. Called by ``parts``."""

from typing import Annotated, Any

from annotated_types import MaxLen
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from blocks.input_forms import InputForm
from blocks.input_forms.form import InSchema
from cms.errors import InvalidPartialDate
from pages.dates import PartialDate

__all__ = ["partial_date_input"]


DESCRIBED = InSchema(
    (
        ("pattern", r"^\d{4}(-\d\d(-\d\d)?)?$"),
        ("description", "EDTF: `2020-06-15`, `2020-06`, `2020`, or `2018-38` for mid-2018."),
    )
)


def _check(sent: str) -> str:
    try:
        return PartialDate.parse(sent).edtf
    except InvalidPartialDate as error:
        raise PydanticCustomError("partial_date", "{problem}", {"problem": str(error)}) from error


#: A date as EDTF.
SentDate = Annotated[str, MaxLen(10), AfterValidator(_check), DESCRIBED]


def partial_date_input(field: Any) -> InputForm:
    """What is sent for a field of the kind ``PartialDateFormField``, which takes the boxes that people fill in."""
    return InputForm(
        SentDate | None,
        field.widget.decompress,
        lambda stored: stored.edtf if isinstance(stored, PartialDate) else stored or None,
    )
