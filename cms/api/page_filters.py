"""What a list of pages can be filtered by across page types: relations, status, dates. Declared once for both versions.

``PageFilters`` is the typed form of these parameters; ``cms.api.page_conditions`` says what they mean.
"""

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema
from wagtail.api import APIField
from wagtail.models import get_page_models

from cms.api.filterable import MOST_TAGS
from cms.errors import InvalidPartialDate
from pages.dates import PartialDate

__all__ = ["RELATIONS", "PageFilters"]

#: The relations of page types that a parameter goes by. Types of plugins take part when they use the same names.
RELATIONS: dict[str, tuple[str, ...]] = {
    "practice": ("practices", "practice"),
    "audience": ("audiences", "audience"),
    "location": ("locations", "location"),
    "owner": ("owner_organisation",),
}

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EDTF = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def _statuses() -> tuple[str, ...]:
    """The values of ``status`` of every page type, in the order of their types."""
    found: dict[str, None] = {}
    for model in get_page_models():
        names = {field.name for field in APIField.get_fields_for_model(model, db_fields_only=True)}
        if "status" in names:
            found.update(dict.fromkeys(value for value, _label in model._meta.get_field("status").choices or ()))
    return tuple(found)


def _check_date(value: str) -> str:
    try:
        PartialDate.parse(value)
    except InvalidPartialDate as error:
        raise ValueError(str(error)) from error
    return value


def _check_day(value: Any) -> Any:
    if isinstance(value, str) and not DAY.fullmatch(value):  # pydantic would take seconds since 1970 as well
        raise ValueError("a day is written YYYY-MM-DD")
    return value


Entries = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[-a-zA-Z0-9_]+$")]],
    Field(max_length=MOST_TAGS),
]
Date = Annotated[
    str, Field(max_length=10, pattern=EDTF, json_schema_extra={"examples": ["2020-06"]}), AfterValidator(_check_date)
]
Day = Annotated[datetime.date, BeforeValidator(_check_day)]
Status: Any = Literal[_statuses()] if _statuses() else str


def _entries(what: str) -> Any:
    return Field(default_factory=list, description=f"Pages with {what}, by slug or id. Several: any of them.")


def _date(what: str) -> Any:
    return Field(default=None, description=f"Pages that {what}: a day, a month or a year (EDTF, `2020-06`).")


class PageFilters(BaseModel):
    """The parameters, as a caller gives them."""

    model_config = ConfigDict(extra="forbid")

    practice: Entries = _entries("a practice")
    audience: Entries = _entries("an audience")
    location: Entries = _entries("a location")
    owner: Entries = _entries("an owner (an organisation)")
    status: Annotated[list[Status], Field(max_length=MOST_TAGS)] = Field(
        default_factory=list, description="Programs and pilots with a status. Several: any of them."
    )
    starts_from: Date | SkipJsonSchema[None] = _date("start then or later")
    starts_to: Date | SkipJsonSchema[None] = _date("start then or before")
    ends_from: Date | SkipJsonSchema[None] = _date("may last until then or longer")
    ends_to: Date | SkipJsonSchema[None] = _date("are over by then")
    applications_open_on: Day | SkipJsonSchema[None] = Field(
        default=None, description="Programs whose application window is open on that day."
    )
    first_published_from: Date | SkipJsonSchema[None] = _date("were first published then or later")
    first_published_to: Date | SkipJsonSchema[None] = _date("were first published then or before")
