"""Which blocks are offered where, and what a wrong registration says."""

from collections.abc import Iterable, Iterator
from types import ModuleType

import pytest
from wagtail.blocks import CharBlock

from blocks.plugin import BUILT_IN_BLOCKS
from blocks.registry import registrations, registrations_for, slots
from blocks.stream import SectionStream
from cms.errors import PluginError
from cms.hookspecs import SectionBlockRegistration, hookimpl
from cms.plugins.manager import plugins


def plugin_with(*found: SectionBlockRegistration) -> ModuleType:
    module = ModuleType("a_plugin")

    def section_blocks() -> Iterable[SectionBlockRegistration]:
        return found

    module.section_blocks = hookimpl(section_blocks)
    return module


@pytest.fixture
def register() -> Iterator[object]:
    registered: list[ModuleType] = []

    def _register(*found: SectionBlockRegistration) -> None:
        registered.append(plugin_with(*found))
        plugins().register(registered[-1])

    yield _register
    for module in registered:
        plugins().unregister(module)


@pytest.mark.parametrize("slot", ["home", "index", "content", "program", "community", "pilot", "form"])
def test_every_body_offers_every_built_in_block(slot: str) -> None:
    stream = SectionStream(slot)

    assert list(stream.child_blocks) == ["section", *BUILT_IN_BLOCKS, "tombstone"]
    assert list(stream.child_blocks["section"].child_blocks["content"].child_blocks) == [*BUILT_IN_BLOCKS, "tombstone"]


def test_the_slots_are_those_of_the_page_types() -> None:
    assert slots() == {"home", "index", "content", "program", "community", "pilot", "form"}


def test_a_block_is_offered_where_its_registration_says(register) -> None:
    register(
        SectionBlockRegistration("only_programs", CharBlock, slots=("program",)),
        SectionBlockRegistration("only_in_sections", CharBlock, top_level=False),
        SectionBlockRegistration("never_in_sections", CharBlock, within_section=False),
    )

    program, home = SectionStream("program"), SectionStream("home")
    within = home.child_blocks["section"].child_blocks["content"]

    assert "only_programs" in program.child_blocks
    assert "only_programs" not in home.child_blocks
    assert "only_in_sections" not in home.child_blocks
    assert "only_in_sections" in within.child_blocks
    assert "never_in_sections" in home.child_blocks
    assert "never_in_sections" not in within.child_blocks


def test_the_order_is_that_of_the_registrations_then_of_the_names(register) -> None:
    register(
        SectionBlockRegistration("zebra", CharBlock, order=0),
        SectionBlockRegistration("bear", CharBlock),
        SectionBlockRegistration("ant", CharBlock),
    )

    names = [registration.name for registration in registrations_for("home")]

    assert names == ["zebra", *BUILT_IN_BLOCKS, "ant", "bear"]


@pytest.mark.parametrize(
    "name", ["Glossary", "two words", "9lives", "", "dash-ed", "rich_text", "section", "tombstone"]
)
def test_a_malformed_or_taken_name_is_refused_by_name(register, name: str) -> None:
    register(SectionBlockRegistration(name, CharBlock))

    with pytest.raises(PluginError, match=repr(name)):
        registrations()


def test_an_unknown_slot_is_refused_by_name(register) -> None:
    register(SectionBlockRegistration("glossary", CharBlock, slots=("home", "footer")))

    with pytest.raises(PluginError, match="footer"):
        registrations()
