"""The parts of a page that can be sent: its fields, its bodies, and the lists of rows that hang on it.

Each knows its type, how what was sent gets into the form, and how what is in the page is shown so that it can be sent
back. Made by ``page_types``.
"""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, NotRequired

from annotated_types import MaxLen
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from wagtail.blocks.base import BlockField
from wagtail.fields import RichTextField

from blocks.api_forms.naming import camel_case, list_of, object_type
from blocks.input_forms import InputForm, Reference, input_form
from blocks.input_forms.fields import field_input
from blocks.input_forms.rich_text import rich_text_form
from blocks.unshown import keep_unshown
from cms.api.v3.writing.dates import partial_date_input
from pages.dates.form import PartialDateFormField

__all__ = ["PLACES", "Part", "Rows", "Value", "rows_part", "value_part"]

MOST_ROWS = 200
ORDER, DELETE = "ORDER", "DELETE"


@dataclass(frozen=True)
class Part(ABC):
    """``name`` is that of the form's field. ``required`` says that a new page cannot be without it."""

    name: str
    type: Any
    required: bool

    @property
    def stream(self) -> Any:
        """The block of a field that holds a stream; else ``None``."""
        return None

    @abstractmethod
    def fill(self, data: dict[str, Any], sent: Any, page: Any, prefix: str = "") -> None:
        """Put what was sent into the form's ``data``. ``page`` is what it is sent for, as it is before."""

    @abstractmethod
    def show(self, initial: Any, page: Any) -> Any:
        """What can be sent back. ``initial`` is what the form begins with."""

    @abstractmethod
    def references(self, sent: Any) -> Iterator[Reference]:
        """What was sent names these objects."""


@dataclass(frozen=True)
class Value(Part):
    """A field of the form. ``block`` is the stream's, where it holds one."""

    form: InputForm
    block: Any = None

    @property
    def stream(self) -> Any:
        """The block, where the field holds a stream."""
        return self.block

    def fill(self, data: dict[str, Any], sent: Any, page: Any, prefix: str = "") -> None:
        """Put what was sent into ``data``; a body with what its sender was never shown."""
        stored = self.form.store(sent)
        if self.block is not None:
            if page is not None:
                stored = keep_unshown(self.block, stored_stream(self.block, getattr(page, self.name, None)), stored)
            stored = self.block.to_python(stored)
        data[f"{prefix}{self.name}"] = stored

    def show(self, initial: Any, page: Any) -> Any:
        """The value; a body as it is stored, without what is not installed."""
        return self.form.show(initial if self.block is None else stored_stream(self.block, initial))

    def references(self, sent: Any) -> Iterator[Reference]:
        """What the value names."""
        return self.form.references(sent)


@dataclass(frozen=True)
class Rows(Part):
    """A list of rows of another model, whole. ``parts`` are the fields of a row, ``key`` its primary key's name."""

    parts: dict[str, Value]
    key: str

    def fill(self, data: dict[str, Any], sent: Any, page: Any, prefix: str = "") -> None:
        """Put the rows into ``data`` as a formset takes them: those with the key of a row change it, others are new."""
        before = {row.pk: row for row in getattr(page, self.name).all() if row.pk is not None} if page else {}
        places: dict[Any, int] = {key: place for place, key in enumerate(before)}
        for key, place in places.items():
            data[f"{self.name}-{place}-{self.key}"] = key
            data[f"{self.name}-{place}-{DELETE}"] = "on"
        total = len(places)
        for order, row in enumerate(sent):
            place = places.pop(row.get(self.key), total)
            if place == total:
                total += 1
            else:
                del data[f"{self.name}-{place}-{DELETE}"]
            data[f"{self.name}-{place}-{ORDER}"] = str(order + 1)
            data.setdefault(PLACES, {})[self.name, place] = order
            for name, part in self.parts.items():
                if name in row:
                    part.fill(data, row[name], None, f"{self.name}-{place}-")
                elif row.get(self.key) in before:
                    shown = part.show(row_value(before[row[self.key]], name), None)
                    part.fill(data, shown, None, f"{self.name}-{place}-")
        data[f"{self.name}-INITIAL_FORMS"] = str(len(before))
        data[f"{self.name}-TOTAL_FORMS"] = str(total)

    def show(self, initial: Any, page: Any) -> Any:
        """The rows in their order."""
        return [
            {
                self.key: row.pk,
                **{name: part.show(row_value(row, part.name), None) for name, part in self.parts.items()},
            }
            for row in getattr(page, self.name).all()
        ]

    def references(self, sent: Any) -> Iterator[Reference]:
        """What the rows name."""
        for place, row in enumerate(sent):
            for name, part in self.parts.items():
                if name in row:
                    yield from (each.below(place, name) for each in part.references(row[name]))


#: Where the form's data keep which row of a formset is which of those that were sent.
PLACES = "cms.places"


def value_part(model: type[Model], name: str, field: Any, type_name: str) -> Value | None:
    """The part of a form field; ``None`` where nobody knows how it would be sent."""
    required = field.required
    if isinstance(field, BlockField):
        form = input_form(field.block, type_name)
        return Value(name, form.type, required, form, field.block)
    model_field: Any = next((each for each in model._meta.get_fields() if each.name == name), None)
    found: InputForm | None
    if isinstance(model_field, RichTextField):
        found = rich_text_form(model_field)
    else:
        found = partial_date_input(field) if isinstance(field, PartialDateFormField) else field_input(field)
    return None if found is None else Value(name, found.type, required, found)


def rows_part(name: str, formset: Any, type_name: str) -> Rows:
    """The part of a formset."""
    model = formset.model
    key = model._meta.pk
    parts = {
        field_name: part
        for field_name, field in formset.form.base_fields.items()
        if (part := value_part(model, field_name, field, f"{type_name}{camel_case(field_name)}")) is not None
    }
    row = object_type(
        f"{type_name}RowInput",
        f"{model._meta.verbose_name}, as it is sent. With the key of a row that is there, it is that row.",
        (
            (key.name, NotRequired[int | str | None]),
            *((each, part.type if part.required else NotRequired[part.type]) for each, part in parts.items()),
        ),
        strict=True,
    )
    return Rows(name, Annotated[list_of(row), MaxLen(MOST_ROWS)], bool(formset.min_num), parts, key.name)


def stored_stream(block: Any, value: Any) -> list[Any]:
    """What is stored of a stream's value, as JSON."""
    found: list[Any] = json.loads(json.dumps(block.get_prep_value(value), cls=DjangoJSONEncoder)) if value else []
    return found


def row_value(row: Any, name: str) -> Any:
    """What is in a field of a row, a key where it is a relation."""
    field = row._meta.get_field(name)
    return getattr(row, field.attname) if field.many_to_one else field.value_from_object(row)
