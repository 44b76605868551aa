"""The form of a stream: a list of blocks, each ``{"type", "value", "id"}``, as a union that ``type`` tells apart.

The shape is Wagtail's. What is represented is compared with the type before anybody gets it: a block that does not fit
its own schema is left out and logged, so that a frontend can rely on the types whatever a plugin does.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID, uuid5

from pydantic import TypeAdapter, ValidationError

from blocks.api_forms.form import ApiForm, api_form, optional
from blocks.api_forms.naming import camel_case, list_of, object_type, union_type
from blocks.registry import TOMBSTONE

__all__ = ["StreamForm", "member_type", "stream_form"]

logger = logging.getLogger(__name__)

NO_PREFIXES: Mapping[str, str] = MappingProxyType({})
_NAMESPACE = UUID("5b1d0d8c-2f1e-4a9f-9a52-0e2f5f0c5b8e")


@dataclass(frozen=True)
class StreamForm:
    """``forms`` has one for each block that the stream offers, by type; ``members`` their types as blocks."""

    forms: dict[str, ApiForm]
    members: dict[str, Any]
    union: Any

    @property
    def type(self) -> Any:
        """The annotation of the whole stream."""
        return list_of(self.union)

    @cached_property
    def _adapter(self) -> TypeAdapter[list[Any]]:
        return TypeAdapter(self.type)

    def represent(self, value: Any, context: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The blocks of ``value`` (a StreamValue) that are installed and fit their schemas."""
        represented = [
            {
                "type": child.block_type,
                "value": self.forms[child.block_type].represent(child.value, context),
                # A block that has never been saved has no id. This one stays while nothing is put before it.
                "id": child.id or str(uuid5(_NAMESPACE, f"{position}")),
            }
            for position, child in enumerate(value or ())
            if child.block_type in self.forms
        ]
        try:
            return self._adapter.validate_python(represented)
        except ValidationError:
            return [fitting for block in represented for fitting in self._fitting(block)]

    def _fitting(self, block: dict[str, Any]) -> list[dict[str, Any]]:
        try:
            return self._adapter.validate_python([block])
        except ValidationError as error:
            logger.error(
                "A block of type %s (%s) does not fit its schema and is left out of the API: %s",
                block["type"],
                block["id"],
                error,
            )
            return []


def stream_form(block: Any, name: str, *, prefix: str = "", prefixes: Mapping[str, str] = NO_PREFIXES) -> StreamForm:
    """The form of ``block`` (a StreamBlock). ``name`` is that of the union.

    The names of the members' types begin with ``prefix``, or with what ``prefixes`` has for them.
    """
    forms = {
        child_name: api_form(child, prefixes.get(child_name, prefix) + camel_case(child_name))
        for child_name, child in block.child_blocks.items()
        if child_name != TOMBSTONE
    }
    members = {child: member_type(child, form, prefixes.get(child, prefix)) for child, form in forms.items()}
    return StreamForm(forms, members, union_type(name, members.values()) if members else None)


def member_type(name: str, form: ApiForm, prefix: str = "") -> Any:
    """The type of a block as it stands in a stream."""
    return object_type(
        f"{prefix}{camel_case(name)}Block",
        f"A block of the type `{name}`.",
        (("type", Literal[name]), ("value", optional(form)), ("id", str)),
    )
