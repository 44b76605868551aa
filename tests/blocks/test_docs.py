"""What docs/blocks.md says of the blocks is what they are."""

import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from typing_extensions import is_typeddict

from blocks.people import ContactReference, OrganisationReference
from blocks.references import DocumentReference, FocalPoint, ImageReference, PageCard, PageReference
from blocks.renditions import ImageSources, RenditionReference
from blocks.stream import SectionStream
from blocks.targets import DocumentTarget, EmailTarget, PageTarget, UrlTarget
from blocks.text import CalloutTone
from tests.blocks.bodies import api_type

DOCS = (Path(__file__).parents[2] / "docs" / "blocks.md").read_text()
DESCRIBED = dict(re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", DOCS, re.DOTALL | re.MULTILINE))
STREAM = SectionStream("content")

#: Described once, at the top.
SHARED = (
    PageReference,
    PageCard,
    ImageReference,
    FocalPoint,
    RenditionReference,
    ImageSources,
    DocumentReference,
    PageTarget,
    DocumentTarget,
    UrlTarget,
    EmailTarget,
    ContactReference,
    OrganisationReference,
)


def test_every_block_is_described_in_the_order_of_the_groups() -> None:
    blocks = [block for group, members in STREAM.grouped_child_blocks() if group for block in members]

    assert list(DESCRIBED) == [block.name for block in blocks]


@pytest.mark.parametrize("name", DESCRIBED)
def test_the_description_shows_every_key_of_the_api(name: str) -> None:
    example = re.search(r"```\n(.*?)```", DESCRIBED[name], re.DOTALL)
    assert example is not None

    keys = set(re.findall(r'"(\w+)":', example[1]))

    assert keys == _keys(api_type(STREAM.child_blocks[name]))


def test_what_blocks_share_is_described_once() -> None:
    example = re.search(r"## Values that appear in several blocks\n\n```\n(.*?)```", DOCS, re.DOTALL)
    assert example is not None

    keys = set(re.findall(r'"(\w+)":', example[1])) - {"card"} | {"summary"}

    assert keys == set().union(*(get_type_hints(shared) for shared in SHARED))


def test_the_tones_of_a_callout_are_described() -> None:
    assert all(f"`{tone}`" in DESCRIBED["callout"] for tone in CalloutTone.values)


def _keys(stated: Any) -> set[str]:
    """The keys of a stated type and of those within, up to what is described at the top."""
    if stated in SHARED:
        return set()
    if is_typeddict(stated):
        hints = get_type_hints(stated)
        return set(hints).union(*map(_keys, hints.values()))
    return set().union(*map(_keys, get_args(stated)))
