"""What Wagtail's own blocks look like in the API when a plugin composes them: a type, and values of that type."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import CollectionViewRestriction
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.api_forms import api_form
from blocks.api_forms.form import optional
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory
from tests.factories.snippets import PracticeFactory

pytestmark = pytest.mark.django_db

CHOICES = [("a", "A"), ("More", [("b", "B"), ("c", "C")])]


def served(block: blocks.Block, stored: Any) -> Any:
    """The API's form of a stored value, which has to be of the type that the form states."""
    form = api_form(block, "Test")
    value = form.represent(block.to_python(stored), None)
    assert TypeAdapter(optional(form)).validate_python(value, strict=True) == value
    return value


def schema(block: blocks.Block) -> dict[str, Any]:
    return TypeAdapter(optional(api_form(block, "Test"))).json_schema(mode="serialization")


@pytest.mark.parametrize(
    ("block", "stored", "expected", "kind"),
    [
        (blocks.CharBlock(), "Text", "Text", "string"),
        (blocks.CharBlock(required=False), None, "", "string"),
        (blocks.TextBlock(), "Two\nlines", "Two\nlines", "string"),
        (blocks.RegexBlock(regex=r"\d+"), "12", "12", "string"),
        (blocks.RawHTMLBlock(), "<b>x</b>", "<b>x</b>", "string"),
        (blocks.BlockQuoteBlock(), "Said", "Said", "string"),
        (blocks.EmailBlock(), "a@example.org", "a@example.org", "string"),
        (blocks.URLBlock(required=False), "", "", "string"),
        (EmbedBlock(), "https://example.org/1", "https://example.org/1", "string"),
        (blocks.BooleanBlock(required=False), True, True, "boolean"),
        (blocks.BooleanBlock(required=False), None, False, "boolean"),
        (blocks.IntegerBlock(), 3, 3, "integer"),
        (blocks.FloatBlock(), 1.5, 1.5, "number"),
        (blocks.DecimalBlock(), "1.50", "1.50", "string"),
        (blocks.DateBlock(), "2020-06-01", "2020-06-01", "string"),
        (blocks.TimeBlock(), "09:30:00", "09:30:00", "string"),
        (blocks.DateTimeBlock(), "2020-06-01T09:30:00+10:00", "2020-05-31T23:30:00Z", "string"),
        (blocks.StaticBlock(), None, None, "null"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, blocks.Block) else None,
)
def test_a_block_of_one_value_is_typed(block: blocks.Block, stored: Any, expected: Any, kind: str) -> None:
    assert served(block, stored) == expected
    assert schema(block)["type"] == kind


@pytest.mark.parametrize("block_type", [blocks.IntegerBlock, blocks.FloatBlock, blocks.DecimalBlock, blocks.DateBlock])
def test_a_value_that_may_be_missing_is_null(block_type: type[blocks.Block]) -> None:
    assert served(block_type(required=False), None) is None
    assert {"type": "null"} in schema(block_type(required=False))["anyOf"]


def test_numbers_and_dates_come_from_their_own_types() -> None:
    form = api_form(blocks.DecimalBlock(), "Test")
    assert form.represent(Decimal("0.10"), None) == "0.10"
    form = api_form(blocks.DateBlock(), "Test")
    assert form.represent(datetime.date(2020, 6, 1), None) == "2020-06-01"


def test_addresses_say_what_they_are() -> None:
    assert schema(blocks.EmailBlock())["format"] == "idn-email"
    assert schema(blocks.URLBlock())["format"] == "iri"
    assert "format" not in schema(blocks.URLBlock(required=False))  # it may be empty


def test_a_choice_is_an_enumeration() -> None:
    block = blocks.ChoiceBlock(choices=CHOICES)

    assert schema(block)["anyOf"][0]["enum"] == ["a", "b", "c"]
    assert served(block, "c") == "c"
    assert served(block, "gone") is None
    assert served(blocks.ChoiceBlock(choices=CHOICES, required=False), "") is None


def test_several_choices_are_a_list_of_them() -> None:
    block = blocks.MultipleChoiceBlock(choices=CHOICES)

    assert schema(block)["items"]["enum"] == ["a", "b", "c"]
    assert served(block, ["a", "gone", "c"]) == ["a", "c"]


def test_rich_text_says_its_features() -> None:
    block = blocks.RichTextBlock(features=["bold", "link"])

    assert schema(block)["x-rich-text-features"] == ["bold", "link"]
    assert served(block, f'<p><a linktype="page" id="{ContentPageFactory(live=False).pk}">x</a></p>') == "<p>x</p>"


def test_a_struct_is_an_object_with_all_of_its_properties() -> None:
    block = blocks.StructBlock([("title", blocks.CharBlock()), ("since", blocks.IntegerBlock(required=False))])

    assert served(block, {"title": "A"}) == {"title": "A", "since": None}
    assert schema(block)["required"] == ["title", "since"]
    assert schema(block)["additionalProperties"] is False


def test_a_list_types_its_items() -> None:
    block = blocks.ListBlock(blocks.StructBlock([("title", blocks.CharBlock())]))

    assert served(block, [{"title": "A"}, {"title": "B"}]) == [{"title": "A"}, {"title": "B"}]
    assert schema(block)["items"]["$ref"].startswith("#/$defs/TestItemData")


def test_a_stream_is_a_union_that_the_type_tells_apart() -> None:
    block = blocks.StreamBlock([("word", blocks.CharBlock()), ("number", blocks.IntegerBlock())])
    value = served(block, [{"type": "word", "value": "A", "id": "1"}, {"type": "number", "value": 2, "id": "2"}])

    assert value == [{"type": "word", "value": "A", "id": "1"}, {"type": "number", "value": 2, "id": "2"}]
    found = schema(block)
    union = found["$defs"][found["items"]["$ref"].rpartition("/")[2]]
    assert union["discriminator"]["propertyName"] == "type"
    assert set(union["discriminator"]["mapping"]) == {"word", "number"}


def test_a_block_without_an_id_gets_one_that_stays() -> None:
    block = blocks.StreamBlock([("word", blocks.CharBlock())])
    stored = [{"type": "word", "value": "A"}, {"type": "word", "value": "B"}]

    first, second = served(block, stored)

    assert first["id"] != second["id"]
    assert served(block, stored) == [first, second]


def test_a_table_types_its_cells() -> None:
    block = TypedTableBlock([("text", blocks.CharBlock()), ("number", blocks.IntegerBlock())])
    stored = {
        "columns": [{"type": "text", "heading": "Place"}, {"type": "number", "heading": "People"}],
        "rows": [{"values": ["Canberra", 12]}],
        "caption": "Meet-ups",
    }

    assert served(block, stored) == stored


def test_choosers_give_what_everything_else_refers_to() -> None:
    page, image, document, practice = ContentPageFactory(), ImageFactory(), DocumentFactory(), PracticeFactory()

    assert served(blocks.PageChooserBlock(), page.pk)["title"] == page.title
    assert served(ImageChooserBlock(), image.pk)["alt"] == image.description
    assert served(DocumentChooserBlock(), document.pk)["title"] == document.title
    assert served(SnippetChooserBlock("pages.Practice"), practice.pk) == {
        "id": str(practice.pk),
        "type": "pages.Practice",
        "title": str(practice),
    }
    described = {"image": image.pk, "decorative": False, "alt_text": "As this page says"}
    assert served(ImageBlock(), described)["alt"] == "As this page says"


def test_choosers_do_not_tell_what_is_hidden() -> None:
    restricted = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")
    draft = ContentPageFactory(live=False)

    assert served(blocks.PageChooserBlock(), draft.pk) is None
    assert served(ImageChooserBlock(), ImageFactory(collection=restricted).pk) is None
    assert served(DocumentChooserBlock(), DocumentFactory(collection=restricted).pk) is None
    assert served(blocks.ListBlock(blocks.PageChooserBlock()), [draft.pk]) == []
    assert served(blocks.StructBlock([("page", blocks.PageChooserBlock())]), {"page": draft.pk}) == {"page": None}
