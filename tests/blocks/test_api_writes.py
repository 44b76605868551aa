"""Bodies that arrive through Wagtail's API v3, which puts what it gets into the editor's form."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from wagtail.api.v3.form_data import flatten_block_value

from blocks.plugin import BUILT_IN_BLOCKS
from blocks.rich_text import without_paragraph
from blocks.stream import SectionStream
from tests.blocks.bodies import stored
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, rich_text, section
from tests.factories.snippets import ContactFactory

pytestmark = pytest.mark.django_db

STREAM = SectionStream("content")


def sent(body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is stored when a client sends ``body``."""
    data: MultiValueDict[str, Any] = MultiValueDict()
    flatten_block_value(STREAM, body, "body", data)
    return stored(STREAM.clean(STREAM.value_from_datadict(data, {}, "body")))


@pytest.mark.parametrize("name", BUILT_IN_BLOCKS)
def test_every_block_can_be_sent(name: str) -> None:
    ImageFactory(), DocumentFactory(), ContentPageFactory()
    block = STREAM.child_blocks[name]
    value = block.get_prep_value(block.get_preview_value())
    if name == "contact":
        value = {"contact": ContactFactory().pk, "note": "Ask us"}
    value = _as_sent(value)

    (kept,) = sent([{"type": name, "value": value, "id": "one"}])

    assert kept["type"] == name
    assert _plain(kept["value"]) == _plain(value)


def test_a_section_can_be_sent() -> None:
    (kept,) = sent([section("How", rich_text("Hello"), level="3")])

    assert kept["value"]["heading"] == "How"
    assert _plain(kept["value"]["content"][0]["value"]) == "Hello"


@pytest.mark.parametrize(
    "block",
    [
        rich_text("Hi<script>alert(1)</script>"),
        {"type": "table", "value": {"caption": "T", "rows": [{"cells": ["Hi<script>alert(1)</script>"]}]}},
    ],
    ids=["text", "table"],
)
def test_scripts_are_taken_out(block: dict[str, Any]) -> None:
    assert "<script" not in str(sent([block]))


@pytest.mark.parametrize("block_type", ["glossary", "tombstone"])
def test_what_no_block_validates_is_refused(block_type: str) -> None:
    value = {"missing_type": "glossary", "stored": '{"type": "rich_text", "value": "<script>"}'}

    with pytest.raises(ValidationError):
        sent([{"type": block_type, "value": value}])


def _as_sent(value: Any) -> Any:
    """A stored value as a client sends it: lists hold their items alone."""
    if isinstance(value, dict) and value.get("type") == "item":
        return _as_sent(value["value"])
    if isinstance(value, dict):
        return {key: _as_sent(inner) for key, inner in value.items()}
    return [_as_sent(inner) for inner in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    """A value without what the editor adds to texts: keys, and the paragraph around a single line."""
    if isinstance(value, str):
        return without_paragraph(re.sub(r' data-block-key="\w+"', "", value))
    if isinstance(value, dict):
        return _as_sent({key: _plain(inner) for key, inner in value.items()})
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
