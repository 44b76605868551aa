"""The contract of a section block: a schema, a representation that fits it, a preview, and content that outlives it."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.test import RequestFactory
from jsonschema_rs import Draft202012Validator
from wagtail.blocks import StreamBlock

from blocks.registry import registrations
from blocks.tombstones import LastingStream
from cms.api.v3.block_schemas import describe_block
from cms.plugins.testing.contract.closed import closed

__all__ = ["assert_block_contract"]

ID = "4c5b1c5e-0b1c-4a51-9d2b-4f2f6f0a7e11"


def assert_block_contract(block: str, *values: Any) -> None:
    """Check the registered block called ``block`` with its preview's value and each of ``values``.

    ``values`` are as the block is given them in Python: a dictionary for a ``StructBlock``. Needs a database.
    """
    registration = next((entry for entry in registrations() if entry.name == block), None)
    assert registration is not None, f"No plugin registers a block {block!r} by the hook section_blocks."
    made = registration.block()
    made.set_name(block)
    _assert_explained(block, made)
    assert made.is_previewable, f"Block {block!r} has no preview. Give its Meta a preview_value, and a template."
    for value in (made.get_preview_value(), *values):
        _assert_value(block, made, made.normalize(value))


def _assert_explained(name: str, block: Any) -> None:
    assert block.meta.label or block.label, f"Block {name!r} has no label."
    assert block.get_description(), f"Block {name!r} has no description. The block chooser shows it under the label."
    assert block.meta.icon != "placeholder", f"Block {name!r} has no icon of its own in the block chooser."
    assert block.meta.group, f"Block {name!r} is in no group of the block chooser. Ours are in blocks.groups."


def _assert_value(name: str, block: Any, value: Any) -> None:
    kept = _stored(block, block.to_python(_stored(block, value)))  # a preview may show what is stored nowhere
    assert _stored(block, block.to_python(kept)) == kept, f"Block {name!r} does not read what it stores."
    _assert_represented(name, kept)
    html = block.render(value, {"request": RequestFactory().get("/")})
    assert str(html).strip(), f"Block {name!r} is rendered as nothing. Give its Meta a template."
    _assert_outlived(name, kept)


def _stored(block: Any, value: Any) -> Any:
    return json.loads(json.dumps(block.get_prep_value(value), cls=DjangoJSONEncoder))


def _assert_represented(name: str, kept: Any) -> None:
    described = describe_block(name, kept)
    example = json.loads(json.dumps(described["example"], cls=DjangoJSONEncoder))
    problems = [error.message for error in Draft202012Validator(closed(described["schema"])).iter_errors(example)]
    assert not problems, f"Block {name!r} is not represented as its schema says: {'; '.join(problems)}"


def _assert_outlived(name: str, kept: Any) -> None:
    """Without the block, a stream keeps its content byte for byte, also through the editor's form."""
    stored = [{"type": name, "value": kept, "id": ID}]
    text = json.dumps(stored)
    bare: StreamBlock = LastingStream([])
    value = bare.to_python(text)
    assert json.dumps(bare.get_prep_value(value)) == text, f"Block {name!r} is not kept when its plugin is gone."
    state = bare.get_form_state(value)[0]
    sent = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": state["type"],
        "body-0-id": state["id"],
        **{f"body-0-value-{key}": text for key, text in state["value"].items()},
    }
    saved = bare.clean(bare.value_from_datadict(sent, {}, "body"))
    assert json.dumps(bare.get_prep_value(saved)) == text, f"Block {name!r} is not kept by a save without its plugin."
