"""What the API says about a date with its precision.

Used as ``APIField("starts", serializer=PartialDateSerializer())`` in both versions of the API.
"""

from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field

# pydantic, which types API v3, reads typing.TypedDict only from Python 3.12 on.
from typing_extensions import TypedDict

from pages.dates.value import PartialDate, Precision

__all__ = ["PartialDateData", "PartialDateSerializer"]

if TYPE_CHECKING:
    _Field = Field[PartialDate, Any, "PartialDateData", Any]
else:
    _Field = Field


class PartialDateData(TypedDict):
    """EDTF for machines, a label for people, and the first and last day as YYYY-MM-DD for sorting."""

    edtf: str
    label: str
    precision: Precision
    earliest: str
    latest: str


class PartialDateSerializer(_Field):
    """Read-only. An empty date never gets here: both versions of the API answer ``null`` for it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    # v3 makes its schema from this annotation.
    def to_representation(self, value: PartialDate) -> PartialDateData:
        return {
            "edtf": value.edtf,
            "label": value.label,
            "precision": value.precision,
            "earliest": value.earliest.isoformat(),
            "latest": value.latest.isoformat(),
        }
