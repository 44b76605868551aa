"""Bodies for tests of blocks: built from stored blocks, and shown as the API and the templates show them."""

from typing import Any, get_type_hints

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from pydantic import TypeAdapter
from wagtail.blocks import Block, StreamValue

from blocks.stream import SectionStream
from blocks.visibility import visibility_scope

__all__ = ["api_type", "body", "errors_of", "html_of", "in_api", "in_html", "stored"]


def body(*blocks: dict[str, Any], slot: str = "content") -> StreamValue:
    """A body from its stored blocks."""
    return SectionStream(slot).to_python(list(blocks))


def stored(value: StreamValue) -> list[dict[str, Any]]:
    """What would be written to the database."""
    return value.stream_block.get_prep_value(value)


def in_api(block_type: str, value: Any) -> Any:
    """What the API says of one block, which has to be of the type that the block states."""
    stream = body({"type": block_type, "value": value})
    representation = stream.stream_block.get_api_representation(stream)[0]["value"]
    block = stream.stream_block.child_blocks[block_type]
    assert TypeAdapter(api_type(block)).validate_python(representation, strict=True) == representation
    return representation


def api_type(block: Block) -> Any:
    """The type that ``block`` states for its form in the API."""
    return get_type_hints(block.get_api_representation)["return"]


def in_html(block_type: str, value: Any) -> BeautifulSoup:
    """How the default template shows one block."""
    return html_of(body({"type": block_type, "value": value}))


def html_of(value: StreamValue) -> BeautifulSoup:
    """How the default templates show a body."""
    with visibility_scope():
        return BeautifulSoup(value.render_as_block(), "html.parser")


def errors_of(block_type: str, value: Any, *, draft: bool = False) -> Any:
    """What an editor is told about one block: ``None``, or the problems as Wagtail hands them to the form."""
    stream = body({"type": block_type, "value": value})
    try:
        (stream.stream_block.clean_deferred if draft else stream.stream_block.clean)(stream)
    except ValidationError as error:
        return error.as_json_data()["blockErrors"][0]
    return None
