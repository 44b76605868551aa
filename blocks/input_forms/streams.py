"""The form of a stream when it is written: a list of blocks, each ``{"type", "value", "id"}``.

``id`` is that of a block that was there before; without one, the block is new.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal, NotRequired

from annotated_types import MaxLen
from pydantic import AfterValidator, StringConstraints, TypeAdapter
from pydantic_core import PydanticCustomError
from wagtail.blocks import Block

from blocks.api_forms.naming import camel_case, list_of, object_type, union_type
from blocks.input_forms.form import InputForm, Reference, input_form
from blocks.registry import TOMBSTONE

__all__ = ["MOST_BLOCKS", "BlockId", "StreamInput", "stream_input", "unique_ids"]

MOST_BLOCKS = 500  # in one stream or list
NO_PREFIXES: Mapping[str, str] = MappingProxyType({})

BlockId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


def unique_ids(sent: list[Any]) -> list[Any]:
    """What was sent for a stream or a list, in which no id stands twice."""
    seen = set()
    for place, entry in enumerate(sent):
        key = entry.get("id")
        if key is not None and key in seen:
            raise PydanticCustomError("id_twice", "The id of item {place} is that of one before", {"place": place})
        seen.add(key)
    return sent


@dataclass(frozen=True)
class StreamInput:
    """``forms`` has one for each block that the stream offers, by type; ``members`` their types as blocks."""

    forms: dict[str, InputForm]
    members: dict[str, Any]
    union: Any

    @property
    def type(self) -> Any:
        """The annotation of the whole stream."""
        return Annotated[list_of(self.union), MaxLen(MOST_BLOCKS), AfterValidator(unique_ids)]

    @cached_property
    def adapter(self) -> TypeAdapter[list[Any]]:
        """Validates what was sent for the whole stream."""
        return TypeAdapter(self.type)

    def store(self, sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The blocks as they are stored."""
        return [
            {
                "type": block["type"],
                "value": self.forms[block["type"]].store(block["value"]),
                **({"id": block["id"]} if block.get("id") else {}),
            }
            for block in sent
        ]

    def show(self, stored: Any) -> list[dict[str, Any]]:
        """The stored blocks as they can be sent back; without those that are not installed."""
        return [
            {"type": block["type"], "value": self.forms[block["type"]].show(block["value"]), "id": block.get("id")}
            for block in stored or ()
            if block["type"] in self.forms
        ]

    def references(self, sent: list[dict[str, Any]]) -> Iterator[Reference]:
        """What the blocks refer to."""
        for place, block in enumerate(sent):
            for reference in self.forms[block["type"]].references(block["value"]):
                yield reference.below(place, "value")

    @property
    def form(self) -> InputForm:
        """The same as a part of something."""
        return InputForm(self.type, self.store, self.show, self.references)


def stream_input(block: Any, name: str, *, prefix: str = "", prefixes: Mapping[str, str] = NO_PREFIXES) -> StreamInput:
    """The form of ``block`` (a StreamBlock). ``name`` is that of the union.

    The names of the members' types begin with ``prefix``, or with what ``prefixes`` has for them.
    """
    children: dict[str, Block] = {name: child for name, child in block.child_blocks.items() if name != TOMBSTONE}
    forms = {
        child_name: input_form(child, prefixes.get(child_name, prefix) + camel_case(child_name))
        for child_name, child in children.items()
    }
    members = {child: _member_type(child, form, prefixes.get(child, prefix)) for child, form in forms.items()}
    return StreamInput(forms, members, union_type(name, members.values()) if members else None)


def _member_type(name: str, form: InputForm, prefix: str) -> Any:
    return object_type(
        f"{prefix}{camel_case(name)}BlockInput",
        f"A block of the type `{name}`, as it is sent.",
        (("type", Literal[name]), ("value", form.type), ("id", NotRequired[BlockId | None])),
        strict=True,
    )
