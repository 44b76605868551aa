"""What plugins are held to, our own blocks and page types keep as well; and what breaks it, is told."""

import itertools
import re
from collections.abc import Iterator
from contextlib import ExitStack
from types import ModuleType
from typing import Any

import pytest
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, StructBlock

from blocks.plugin import BUILT_IN_BLOCKS
from cms.hookspecs import SectionBlockRegistration, hookimpl
from cms.plugins.testing import assert_block_contract, assert_page_contract
from cms.plugins.testing.names import assert_only_public_names
from pages.models import CommunityPage, ContentPage, FormPage, IndexPage, PilotPage, ProgramPage
from tests.factories.media import DocumentFactory, ImageFactory
from tests.plugins.installation import installed

pytestmark = pytest.mark.django_db


class TermData(TypedDict):
    """A term."""

    term: str


class TermBlock(StructBlock):
    """A block that keeps its contract."""

    term = CharBlock()

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> TermData:
        return TermData(term=value["term"])

    def render(self, value: Any, context: dict[str, Any] | None = None) -> str:
        return str(value["term"])

    class Meta:
        icon = "openquote"
        label = "Term"
        group = "Text"
        description = "A term."
        preview_value = {"term": "Digital"}


class Unexplained(TermBlock):
    class Meta:
        description = ""


class WithoutPreview(TermBlock):
    is_previewable = False


class Drifted(TermBlock):
    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> TermData:
        return {"term": value["term"], "colour": "red"}  # type: ignore[typeddict-unknown-key]


class Forgetful(TermBlock):
    stored = itertools.count()

    def get_prep_value(self, value: Any) -> Any:
        return {**super().get_prep_value(value), "stored": next(self.stored)}


class Unrendered(TermBlock):
    def render(self, value: Any, context: dict[str, Any] | None = None) -> str:
        return ""


@pytest.fixture
def offer() -> Iterator[Any]:
    """Registers a block called ``term`` for the length of a test."""
    with ExitStack() as stack:

        def register(block: Any) -> None:
            module = ModuleType("a_plugin_of_terms")
            module.section_blocks = hookimpl(  # type: ignore[attr-defined]
                _named("section_blocks", lambda: [SectionBlockRegistration("term", block)])
            )
            stack.enter_context(installed(module))

        yield register


def _named(name: str, function: Any) -> Any:
    function.__name__ = name
    return function


@pytest.mark.parametrize("name", sorted(BUILT_IN_BLOCKS))
def test_our_own_blocks_keep_the_contract(name: str) -> None:
    if name == "divider":
        pytest.skip("a divider has nothing to preview")
    ImageFactory()
    DocumentFactory()
    assert_block_contract(name)


def test_a_block_that_keeps_the_contract_passes(offer: Any) -> None:
    offer(TermBlock)

    assert_block_contract("term", {"term": "Skills"}, {"term": "ü <b>"})


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (Unexplained, "has no description"),
        (WithoutPreview, "has no preview"),
        (Drifted, "is not represented as its schema says: .*colour"),
        (Forgetful, "does not read what it stores"),
        (Unrendered, "is rendered as nothing"),
    ],
)
def test_a_block_that_breaks_the_contract_is_told_why(offer: Any, block: Any, reason: str) -> None:
    offer(block)

    with pytest.raises(AssertionError, match=f"Block 'term' {reason}"):
        assert_block_contract("term")


def test_a_block_that_nobody_registers_is_told_so() -> None:
    with pytest.raises(AssertionError, match=re.escape("No plugin registers a block 'term'")):
        assert_block_contract("term")


@pytest.mark.parametrize("model", [IndexPage, ContentPage, ProgramPage, CommunityPage, PilotPage, FormPage])
def test_our_own_page_types_keep_the_contract(model: Any) -> None:
    assert_page_contract(model)


def test_a_page_type_that_is_not_described_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContentPage, "page_description", "")

    with pytest.raises(AssertionError, match=r"pages\.ContentPage has no page_description"):
        assert_page_contract(ContentPage)


def test_a_plugin_that_is_not_loaded_is_told_so() -> None:
    with pytest.raises(AssertionError, match="There is no plugin 'nobody' that is loaded"):
        assert_only_public_names("nobody")
