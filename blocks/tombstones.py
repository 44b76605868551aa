"""Tombstones: blocks whose type is not installed, kept as they are stored.

Wagtail forgets a block of an unknown type at the next save. ``LastingStream`` keeps it: within Python it becomes a
child of the type ``tombstone`` that holds the stored block; written back, it is the stored block again. Editors see
which type is missing and cannot change it; the API, the outline and the pages leave it out. As soon as the type is
installed again, or offered again where the block stands, it is a live block.

The bodies of ``blocks.stream`` are lasting streams.
"""

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.blocks import CharBlock, StreamBlock, StreamValue, StructBlock
from wagtail.blocks.stream_block import StreamBlockAdapter

from blocks.api_forms import ApiForm, StreamForm, register_api_form, stream_form
from blocks.input_forms import InputForm, StreamInput, register_input_form, stream_input
from blocks.registry import TOMBSTONE

__all__ = ["LastingStream", "TombstoneBlock", "lasting_stream_form"]

_SALT = "blocks.tombstone"


class _InputBlock(CharBlock):
    """Text in a given input, for the editor only."""

    def __init__(self, widget: forms.Widget, **kwargs: Any) -> None:
        super().__init__(required=False, search_index=False, default="", **kwargs)
        self.field.widget = widget


class TombstoneBlock(StructBlock):
    """A stored block (a dictionary with ``type`` and ``value``) of a type that is not installed.

    ``stored`` holds it as JSON. On its way through the editor's form it is signed, so that nobody can bring in content
    that no block has validated.
    """

    missing_type = _InputBlock(
        forms.TextInput(attrs={"readonly": True}),
        label=_("Missing block type"),
        help_text=_(
            "The plugin that made this block is not installed. Its content is kept, and readers do not see it. "
            "It comes back with the plugin; deleting it here deletes it for good."
        ),
    )
    stored = _InputBlock(forms.HiddenInput(), label="", form_classname="tombstone-stored")

    def to_python(self, value: Any) -> Any:
        """The block's value from the stored block."""
        return self._to_struct_value({"missing_type": value["type"], "stored": json.dumps(value)})

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """The blocks' values from the stored blocks."""
        return [self.to_python(value) for value in values]

    def get_prep_value(self, value: Any) -> Any:
        """The stored block."""
        return json.loads(value["stored"])

    def get_form_state(self, value: Any) -> dict[str, str]:
        """What the editor's form holds."""
        stored = value["stored"]
        return {
            "missing_type": value["missing_type"] or "",
            "stored": signing.Signer(salt=_SALT).sign(stored) if stored else "",
        }

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """The value from the editor's form; without ``stored`` when the form was tampered with."""
        try:
            stored = signing.Signer(salt=_SALT).unsign(data.get(f"{prefix}-stored", ""))
        except signing.BadSignature:
            return self._to_struct_value({"missing_type": "", "stored": ""})
        return self.to_python(json.loads(stored))

    def clean(self, value: Any) -> Any:
        """Refuse what did not come from us."""
        if not value["stored"]:
            raise ValidationError(_("This block cannot be kept as it was sent. Reload the page to get it back."))
        return value

    def render(self, value: Any, context: dict[str, Any] | None = None) -> str:
        """Nothing: readers do not see it."""
        return ""

    def get_searchable_content(self, value: Any) -> list[str]:
        """Nothing."""
        return []

    class Meta:
        label = _("Missing block")
        icon = "warning"
        label_format = "{missing_type}"
        is_previewable = False


class LastingStream(StreamBlock):
    """A stream that keeps children of unknown types as tombstones."""

    def __init__(self, local_blocks: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__([*local_blocks, (TOMBSTONE, TombstoneBlock())], **kwargs)

    def to_python(self, value: Any) -> StreamValue:
        """The value from its stored form."""
        if isinstance(value, str) and value:
            try:
                value = json.loads(value)
            except ValueError:
                return super().to_python(value)  # Wagtail keeps it as raw text
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = [self._buried(child) for child in value]
        return super().to_python(value)

    def bulk_to_python(self, values: Iterable[Any]) -> list[StreamValue]:
        """The values from their stored forms."""
        found: list[StreamValue] = super().bulk_to_python(
            [[self._buried(child) for child in value] for value in values]
        )
        return found

    def get_prep_value(self, value: Any) -> list[dict[str, Any]]:
        """The stored form."""
        return [_dug_up(child) for child in super().get_prep_value(value)]

    @cached_property
    def api_form(self) -> StreamForm:
        """How the stream looks in the API, without tombstones."""
        return stream_form(self, "Block")

    @cached_property
    def input_form(self) -> StreamInput:
        """How the stream is written through the API, without tombstones."""
        return stream_input(self, "BlockInput")

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Every block that is installed and fits its schema, as ``{"type", "value", "id"}``."""
        return self.api_form.represent(value, context)

    def _buried(self, child: dict[str, Any]) -> dict[str, Any]:
        """The stored ``child`` as this stream holds it. One that is buried already (in a pickle) is judged afresh."""
        child = _dug_up(child)
        if child["type"] in self.child_blocks:
            return child
        return {"type": TOMBSTONE, "value": child, "id": child.get("id")}


@register_api_form(LastingStream)
def lasting_stream_form(block: LastingStream, name: str) -> ApiForm:
    """The form that the stream has of itself: it knows the names of its types."""
    return ApiForm(block.api_form.type, block.get_api_representation)


@register_input_form(LastingStream)
def _lasting_stream_input(block: LastingStream, name: str) -> InputForm:
    return block.input_form.form


class LastingStreamAdapter(StreamBlockAdapter):
    """The editor's form of a lasting stream: Wagtail's, in which nobody can add a tombstone."""

    js_constructor = "blocks.LastingStream"

    @cached_property
    def media(self) -> forms.Media:
        """Wagtail's script and, after it, ours."""
        return forms.Media(js=[*super().media._js, "blocks/lasting_stream.js"])


register(LastingStreamAdapter(), LastingStream)


def _dug_up(child: dict[str, Any]) -> dict[str, Any]:
    """The stored block of a tombstone; any other child as it is.

    A copy that an editor has made has another id. A block that was stored without one stays without.
    """
    if child["type"] != TOMBSTONE:
        return child
    stored: dict[str, Any] = child["value"]
    return {**stored, "id": child["id"]} if stored.get("id") and child.get("id") else stored
