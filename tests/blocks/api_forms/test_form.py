"""Where the form of a block comes from, and that a block which states none is refused."""

from typing import Any

import pytest
from typing_extensions import TypedDict
from wagtail import blocks

from blocks.api_forms import api_form
from blocks.api_forms.naming import object_type, union_type
from blocks.stream import SectionStream
from cms.errors import PluginError
from tests.blocks.bodies import body


class WordData(TypedDict):
    word: str


class WordBlock(blocks.StructBlock):
    word = blocks.CharBlock()

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> WordData:
        return WordData(word=value["word"].upper())


class LongWordBlock(WordBlock):
    note = blocks.CharBlock()


class SilentBlock(blocks.StructBlock):
    def get_api_representation(self, value, context=None):  # type: ignore[no-untyped-def]  # what is tested
        return {}


class VagueBlock(blocks.StructBlock):
    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        return {}


class HomeMadeBlock(blocks.Block):
    pass


class LyingBlock(blocks.CharBlock):
    """Says that it returns a number."""

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> int:
        return value  # type: ignore[no-any-return]  # what is tested


def test_a_blocks_own_representation_states_its_type() -> None:
    form = api_form(WordBlock(), "Word")

    assert form.type is WordData
    assert form.represent({"word": "a"}, None) == {"word": "A"}
    assert api_form(LongWordBlock(), "LongWord").type is WordData


@pytest.mark.parametrize("block_type", [SilentBlock, VagueBlock, HomeMadeBlock])
def test_a_block_that_types_nothing_is_refused_with_its_name(block_type: type[blocks.Block]) -> None:
    with pytest.raises(PluginError, match=block_type.__name__):
        api_form(block_type(), "Test")


def test_a_block_that_does_not_fit_its_schema_is_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    stream = blocks.StreamBlock([("lying", LyingBlock()), ("word", blocks.CharBlock())])
    stored = [{"type": "lying", "value": "many", "id": "1"}, {"type": "word", "value": "few", "id": "2"}]

    served = api_form(stream, "Lying").represent(stream.to_python(stored), None)

    assert served == [{"type": "word", "value": "few", "id": "2"}]
    assert "lying (1) does not fit its schema" in caplog.text


def test_the_same_type_is_made_once() -> None:
    properties = (("a", str), ("b", int))
    one = object_type("SameThing", "A thing.", properties)

    assert object_type("SameThing", "A thing.", properties) is one
    assert object_type("SameThing", "A thing.", (("a", int),)).__name__ == "SameThing2"
    assert union_type("SameUnion", [one]) is union_type("SameUnion", [one])


def test_bodies_that_offer_the_same_blocks_share_their_types() -> None:
    assert SectionStream("pilot").api_form.union is SectionStream("index").api_form.union


@pytest.mark.usefixtures("glossary")
def test_a_body_with_a_block_of_its_own_has_types_of_its_own() -> None:
    program, pilot = SectionStream("program").api_form, SectionStream("pilot").api_form

    assert program.union.__name__ == "ProgramBodyBlock"
    assert set(program.members) - set(pilot.members) == {"glossary"}
    assert program.members["callout"] is pilot.members["callout"]
    assert program.members["section"].__name__ == "ProgramSectionBlock"


@pytest.mark.django_db
def test_unknown_values_of_a_choice_are_the_usual_ones() -> None:
    stream = body(
        {"type": "callout", "value": {"tone": "shouting", "title": "", "text": ""}},
        {"type": "section", "value": {"heading": "A", "anchor": "a", "level": "9", "content": []}},
        {"type": "listing", "value": {"source": "chance", "pages": []}},
    )

    callout, section, listing = stream.stream_block.get_api_representation(stream)

    assert callout["value"]["tone"] == "note"
    assert section["value"]["level"] == 2
    assert listing["value"]["source"] == "children"
