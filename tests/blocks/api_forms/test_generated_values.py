"""Whatever a block has stored, what the API shows of it fits the schema that the API states of it."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from ninja.responses import NinjaJSONEncoder
from pydantic import TypeAdapter
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Collection, CollectionViewRestriction, Page
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.api_forms import api_form
from blocks.api_forms.form import optional
from blocks.registry import registrations
from blocks.stream import SectionStream
from cms.plugins.testing.contract.closed import closed
from tests.blocks.api_forms.generated_values import Chosen, stored
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory
from tests.factories.snippets import ContactFactory

pytestmark = pytest.mark.django_db

GONE = 999_999
CHOICES = [("a", "A"), ("More", [("b", "B"), ("c", "C")])]
REGISTERED = {entry.name: entry.block for entry in registrations()}
WAGTAILS: dict[str, Any] = {
    "char": blocks.CharBlock,
    "text": blocks.TextBlock,
    "regex": lambda **options: blocks.RegexBlock(regex=".*", **options),
    "raw_html": blocks.RawHTMLBlock,
    "block_quote": blocks.BlockQuoteBlock,
    "email": blocks.EmailBlock,
    "url": blocks.URLBlock,
    "embed": EmbedBlock,
    "boolean": blocks.BooleanBlock,
    "integer": blocks.IntegerBlock,
    "float": blocks.FloatBlock,
    "decimal": blocks.DecimalBlock,
    "date": blocks.DateBlock,
    "time": blocks.TimeBlock,
    "datetime": blocks.DateTimeBlock,
    "choice": lambda **options: blocks.ChoiceBlock(choices=CHOICES, **options),
    "multiple_choice": lambda **options: blocks.MultipleChoiceBlock(choices=CHOICES, **options),
    "rich_text": blocks.RichTextBlock,
    "page": blocks.PageChooserBlock,
    "image": ImageChooserBlock,
    "described_image": ImageBlock,
    "document": DocumentChooserBlock,
    "snippet": lambda **options: SnippetChooserBlock("pages.Contact", **options),
    "static": lambda **options: blocks.StaticBlock(),
}


def nested() -> Any:
    """Everything within everything."""
    fields = [(name, make(required=False)) for name, make in WAGTAILS.items()]
    struct = blocks.StructBlock([*fields, ("titles", blocks.ListBlock(blocks.CharBlock()))])
    table = TypedTableBlock([("text", blocks.CharBlock()), ("page", blocks.PageChooserBlock())])
    inner = blocks.StreamBlock([("struct", struct), ("text", blocks.CharBlock())])
    return blocks.StreamBlock(
        [("inner", inner), ("table", table), ("pages", blocks.ListBlock(blocks.PageChooserBlock()))]
    )


@pytest.fixture
def in_drafts(chosen: Chosen) -> Chosen:
    """Our own blocks show a draft, too, whatever is still empty in it."""
    return replace(chosen, in_drafts=True)


@pytest.fixture
def chosen() -> Chosen:
    hidden = Collection.get_first_root_node().add_child(instance=Collection(name="Hidden"))
    CollectionViewRestriction.objects.create(collection=hidden, restriction_type="login")
    live, draft = ContentPageFactory(), ContentPageFactory(live=False)
    return Chosen(
        pages=(live.pk, draft.pk, Page.get_first_root_node().pk, GONE),
        images=(ImageFactory().pk, ImageFactory(collection=hidden).pk, GONE),
        documents=(DocumentFactory().pk, DocumentFactory(collection=hidden).pk, GONE),
        snippets=(ContactFactory().pk, GONE),
    )


def assert_fits(block: Any, form: Any, annotation: Any, data: st.DataObject, chosen: Chosen) -> Any:
    """Draw a stored value; what the API shows of it, as JSON, must fit the closed schema."""
    value = block.to_python(data.draw(stored(block, chosen)))

    shown = json.loads(json.dumps(form.represent(value, {}), cls=NinjaJSONEncoder, allow_nan=False))

    schema = closed(TypeAdapter(annotation).json_schema(mode="serialization"))
    Draft202012Validator(schema, validate_formats=True).validate(shown)
    return value, shown


anything = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
a_few = settings(anything, max_examples=8)  # they are large


@pytest.mark.parametrize("name", REGISTERED)
@given(data=st.data())
@anything
def test_what_a_registered_block_shows_fits_its_schema(in_drafts: Chosen, name: str, data: st.DataObject) -> None:
    block = REGISTERED[name]()
    form = api_form(block, "Generated")

    assert_fits(block, form, optional(form), data, in_drafts)


@pytest.mark.parametrize("required", [True, False], ids=["required", "optional"])
@pytest.mark.parametrize("name", WAGTAILS)
@given(data=st.data())
@anything
def test_what_a_block_of_wagtail_shows_fits_its_schema(
    chosen: Chosen, name: str, required: bool, data: st.DataObject
) -> None:
    block = WAGTAILS[name](required=required)
    block.set_name("value")
    form = api_form(block, "Generated")

    assert_fits(block, form, optional(form), data, chosen)


@given(data=st.data())
@anything
def test_what_nested_blocks_show_fits_their_schema(chosen: Chosen, data: st.DataObject) -> None:
    block = nested()
    form = api_form(block, "Nested")

    value, shown = assert_fits(block, form, optional(form), data, chosen)

    assert len(shown) == len(value)


@pytest.mark.parametrize("slot", ["home", "index", "content", "program", "community", "pilot", "form"])
@given(data=st.data())
@a_few
def test_what_a_body_shows_fits_its_schema_and_leaves_no_block_out(
    in_drafts: Chosen, slot: str, data: st.DataObject
) -> None:
    block = SectionStream(slot)

    value, shown = assert_fits(block, block.api_form, block.api_form.type, data, in_drafts)

    assert [one["type"] for one in shown] == [child.block_type for child in value]
