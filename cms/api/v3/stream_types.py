"""The type of a stream in version 3, taken from the blocks' own forms when the document is made.

Used by ``generator``. The values are those of ``StreamForm.represent``, which has compared them with the type already;
so nothing is validated a second time, and a block that a plugin adds later needs no other schema.
"""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import TypeAdapter
from pydantic_core import core_schema
from wagtail.fields import StreamField

from blocks.api_forms import api_form
from blocks.api_forms.naming import camel_case

__all__ = ["RepresentedAs", "stream_type"]


class RepresentedAs:
    """Marks a value that already has the type which ``find_type`` answers."""

    def __init__(self, find_type: Callable[[], Any]) -> None:
        self.find_type = find_type

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.any_schema()

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: Any) -> Any:
        return handler(TypeAdapter(self.find_type()).core_schema)


def stream_type(field: StreamField) -> Any:
    """The annotation of ``field``, a stream of any model."""

    def find_type() -> Any:
        return api_form(field.stream_block, f"{field.model.__name__}{camel_case(field.name)}").type

    return Annotated[Any, RepresentedAs(find_type)]
