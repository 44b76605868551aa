"""``/api/v3/schema/blocks/``: every block of this installation, with the JSON Schemas of what is read and of what is
sent, and an example of each.

What is told here stands in the OpenAPI document, too; here it is one block at a time, for tools that generate
components, stories or test data.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest
from ninja import Router
from pydantic import TypeAdapter
from typing_extensions import TypedDict

from blocks.field import every_sections_field
from blocks.input_forms import InputForm
from blocks.registry import SECTION, registrations
from cms.api.v3.access import ANYBODY
from pages.serializers import Json

__all__ = ["BlockDescription", "describe_block", "router"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EXAMPLE_ID = "00000000-0000-4000-8000-000000000000"
ENTRY = frozenset({"type", "value", "id"})  # of a stream; of a list without the type

router = Router(tags=["schema"])


class BlockDescription(TypedDict):
    """A block of this installation. ``schema`` is the JSON Schema (2020-12) of the whole block as it stands in a body,
    ``example`` such a block; ``input_schema`` and ``input_example`` are the same of a block as it is sent. ``slots``
    are the bodies that offer it.
    """

    type: str
    label: str
    description: str
    slots: list[str]
    top_level: bool
    within_section: bool
    schema: dict[str, Json]
    example: dict[str, Json]
    input_schema: dict[str, Json]
    input_example: dict[str, Json]


class BlockList(TypedDict):
    """Every block, in the order of the block chooser."""

    items: list[BlockDescription]
    count: int


@router.get(
    "/",
    response=BlockList,
    url_name="list_block_schemas",
    summary="List the blocks with their schemas",
    operation_id="schema_blocks_list",
    auth=ANYBODY,
)
def list_block_schemas(request: HttpRequest) -> Any:
    """Every block of this installation."""
    items = [describe_block(block_type) for block_type in _types()]
    return {"items": items, "count": len(items)}


@router.get(
    "/{block_type}/",
    response=BlockDescription,
    url_name="detail_block_schema",
    summary="The schema of a block",
    operation_id="schema_blocks_detail",
    auth=ANYBODY,
)
def get_block_schema(request: HttpRequest, block_type: str) -> Any:
    """One block."""
    if block_type not in _types():
        raise Http404(f"There is no block of the type {block_type[:100]!r}.")
    return describe_block(block_type)


def _types() -> list[str]:
    return [SECTION, *(entry.name for entry in registrations())]


def describe_block(block_type: str, stored: Any = None) -> BlockDescription:
    """A registered block, with its preview's value as the example, or with what is ``stored`` of one."""
    streams = list(_streams_with(block_type))
    _slot, stream, _level = streams[0]
    block, form, sent = stream.child_blocks[block_type], stream.api_form, stream.input_form
    value = _value(block, stored)
    return BlockDescription(
        type=block_type,
        label=str(block.label),
        description=str(block.get_description() or ""),
        slots=list(dict.fromkeys(slot for slot, _stream, _level in streams)),
        top_level=any(level == "top" for _slot, _stream, level in streams),
        within_section=any(level == "section" for _slot, _stream, level in streams),
        schema={"$schema": DIALECT, **_schema_of(form.members[block_type], "serialization")},
        example={"type": block_type, "value": form.forms[block_type].represent(value, None), "id": EXAMPLE_ID},
        input_schema={"$schema": DIALECT, **_schema_of(sent.members[block_type], "validation")},
        input_example={"type": block_type, "value": _sendable(block, sent.forms[block_type], value)},
    )


@lru_cache(maxsize=512)
def _schema_of(member: Any, mode: Literal["serialization", "validation"]) -> dict[str, Json]:
    """The JSON Schema of a member of a stream's union. It takes half a second for all of them."""
    schema: dict[str, Json] = TypeAdapter(member).json_schema(mode=mode)
    return schema


def _value(block: Any, stored: Any) -> Any:
    if stored is not None:
        return block.to_python(stored)
    return block.normalize(block.get_preview_value() if block.is_previewable else block.get_default())


def _sendable(block: Any, form: InputForm, value: Any) -> Any:
    """``value`` as it is sent, without what a preview makes up and nobody could choose."""
    shown = form.show(json.loads(json.dumps(block.get_prep_value(value), cls=DjangoJSONEncoder)))
    for made_up in (each for each in form.references(shown) if not each.key):
        around = shown
        for part in made_up.path[:-1]:
            around = around[part]
        around[made_up.path[-1]] = None
    return _new(shown)


def _new(shown: Any) -> Any:
    """``shown`` without the ids of blocks and items: those of an example are of nothing that is there."""
    if isinstance(shown, dict):
        is_entry = "id" in shown and shown.keys() <= ENTRY
        return {name: _new(value) for name, value in shown.items() if not (is_entry and name == "id")}
    return [_new(each) for each in shown] if isinstance(shown, list) else shown


def _streams_with(block_type: str) -> Iterator[tuple[str, Any, str]]:
    """The bodies, and the contents of their sections, that offer the block: slot, stream and which of the two."""
    for field in every_sections_field():
        body = field.stream_block
        content = body.child_blocks[SECTION].child_blocks["content"]
        if block_type in body.child_blocks:
            yield field.slot, body, "top"
        if block_type in content.child_blocks:
            yield field.slot, content, "section"
