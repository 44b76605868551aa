"""Texts that nobody has written: the same when a program leaves them out as when an editor does."""

from collections.abc import Iterator
from typing import Any

import pytest
from wagtail.blocks import Block, CharBlock, EmailBlock, ListBlock, StructBlock, TextBlock, URLBlock

from blocks.stream import SectionStream

OPTIONAL = (CharBlock, EmailBlock, TextBlock, URLBlock)


def optional_texts(block: Block, path: str) -> Iterator[tuple[str, Any]]:
    """Each optional text within ``block`` with its path, and its default."""
    if isinstance(block, ListBlock):
        yield from optional_texts(block.child_block, path)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from optional_texts(child, f"{path}.{name}")
    elif isinstance(block, OPTIONAL) and not block.required:
        yield path, block.get_default()


def test_an_optional_text_that_is_left_out_is_empty() -> None:
    texts = [
        text for name, block in SectionStream("content").child_blocks.items() for text in optional_texts(block, name)
    ]

    assert dict(texts)["call_to_action.url"] == ""
    assert [path for path, default in texts if default != ""] == []


@pytest.mark.django_db
def test_leaving_out_a_text_is_no_change_to_a_reviewer() -> None:
    stream = SectionStream("content")
    by_a_program = stream.to_python([{"type": "quote", "id": "1", "value": {"text": "Yes."}}])
    by_an_editor = stream.value_from_datadict(
        {
            "body-count": "1",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-type": "quote",
            "body-0-id": "1",
            "body-0-value-text": "Yes.",
            "body-0-value-attribution": "",
            "body-0-value-role": "",
            "body-0-value-source_url": "",
        },
        {},
        "body",
    )

    assert by_a_program[0].value == by_an_editor[0].value
