"""Whatever a block has stored can be read as it is sent, fits what can be sent, and is stored again as it was."""

import json
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError as BlockError
from django.core.serializers.json import DjangoJSONEncoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from blocks.input_forms import InputForm, input_form
from blocks.input_forms.rich_text import reading_rich_text
from blocks.registry import registrations
from blocks.stream import SectionStream
from tests.blocks.api_forms.generated_values import Chosen, safe_texts, stored
from tests.blocks.api_forms.test_generated_values import WAGTAILS
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory
from tests.factories.snippets import ContactFactory

pytestmark = pytest.mark.django_db

#: Without embeds, whose cleaning asks another site, and times, of which JSON holds milliseconds.
KINDS = sorted(set(WAGTAILS) - {"embed", "time", "datetime"})
REGISTERED = {entry.name: entry.block for entry in registrations()}
anything = settings(deadline=None, max_examples=10, suppress_health_check=list(HealthCheck))
a_few = settings(anything, max_examples=4)  # they are large


class Offered(Chosen):
    """Rich text of what every field offers: the rest is taken out, in the admin as well."""

    @property
    def rich_texts(self) -> Any:
        link = st.builds('<a id="{}" linktype="page">{}</a>'.format, st.sampled_from(self.pages), safe_texts)
        parts = st.lists(link | safe_texts | safe_texts.map("<b>{}</b>".format), max_size=3)
        return parts.map(lambda inner: f"<p>{' '.join(inner)}</p>") | st.just("")


@pytest.fixture
def chosen() -> Chosen:
    """All of it is there: what is gone, a save forgets, in the admin as well."""
    return Offered(
        pages=(ContentPageFactory().pk, ContentPageFactory(live=False, slug="draft").pk),
        images=(ImageFactory().pk,),
        documents=(DocumentFactory().pk,),
        snippets=(ContactFactory().pk,),
        in_drafts=True,
    )


def cleaned(block: Any, value: Any) -> Any:
    """What a save as a draft stores of ``value`` as it is stored; ``None`` where the block refuses it."""
    try:
        kept = block.clean_deferred(block.to_python(value))
    except BlockError:
        return None
    return json.loads(json.dumps({"kept": block.get_prep_value(kept)}, cls=DjangoJSONEncoder))


def assert_round_trip(block: Any, form: InputForm, data: st.DataObject, chosen: Chosen) -> None:
    """Draw a stored value, read it, send it back, and compare what a save stores of both."""
    adapter: TypeAdapter[Any] = TypeAdapter(form.type)
    once = data.draw(stored(block, chosen))
    before = cleaned(block, once)
    if before is None:
        return
    first = form.show(before["kept"])
    Draft202012Validator(adapter.json_schema(), validate_formats=True).validate(json.loads(json.dumps(first)))

    with reading_rich_text():
        sent = adapter.validate_python(json.loads(json.dumps(first)), strict=True)
    again = cleaned(block, form.store(sent))

    assert again is not None
    assert plain(form.show(again["kept"])) == plain(first)
    assert plain(again) == plain(before)


def plain(value: Any) -> Any:
    """``value``, its rich text as a parser reads it: attributes in one order, characters as they are."""
    if isinstance(value, dict):
        read = {name: plain(each) for name, each in value.items()}
        return {**read, "level": read["level"] or "2"} if "level" in read else read  # a section without one has that
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, str) or "<" not in value:
        return unescape(value) if isinstance(value, str) else value
    soup = BeautifulSoup(value, "html.parser")
    for element in soup.find_all(True):
        element.attrs = dict(sorted(element.attrs.items()))
    return soup.decode(formatter=None)


@pytest.mark.parametrize("name", REGISTERED)
@given(data=st.data())
@anything
def test_what_a_registered_block_stores_can_be_read_and_sent_back(
    chosen: Chosen, name: str, data: st.DataObject
) -> None:
    block = REGISTERED[name]()
    block.set_name(name)

    assert_round_trip(block, input_form(block, "Sent"), data, chosen)


@pytest.mark.parametrize("required", [True, False], ids=["required", "optional"])
@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
@anything
def test_what_a_block_of_wagtail_stores_can_be_read_and_sent_back(
    chosen: Chosen, name: str, required: bool, data: st.DataObject
) -> None:
    block = WAGTAILS[name](required=required)
    block.set_name("value")

    assert_round_trip(block, input_form(block, "Sent"), data, replace(chosen, in_drafts=not required))


@pytest.mark.parametrize("slot", ["home", "index", "content", "program", "community", "pilot", "form"])
@given(data=st.data())
@a_few
def test_what_a_body_stores_can_be_read_and_sent_back(chosen: Chosen, slot: str, data: st.DataObject) -> None:
    block = SectionStream(slot)

    assert_round_trip(block, block.input_form.form, data, chosen)


def damaged(data: st.DataObject, source: Any) -> Any:
    """``source`` with one fault that no block takes: a field that is not known, or a value of another kind."""
    places = list(positions(source))
    place = data.draw(st.sampled_from(places))
    wrong = data.draw(st.sampled_from([{"colour": "red"}, 3.5]))
    return put(source, place, wrong)


def positions(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if isinstance(value, dict | list) else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*found, *(place for name, each in inner for place in positions(each, (*at, name)))]


def put(value: Any, place: tuple[Any, ...], wrong: Any) -> Any:
    if not place:
        return {**value, **wrong} if isinstance(value, dict) and isinstance(wrong, dict) else wrong
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[place[0]] = put(value[place[0]], place[1:], wrong)
    return copy


@pytest.mark.parametrize("slot", ["program", "home"])
@given(data=st.data())
@anything
def test_what_is_damaged_is_refused(chosen: Chosen, slot: str, data: st.DataObject) -> None:
    block = SectionStream(slot)
    value = cleaned(block, data.draw(stored(block, chosen)))
    source = block.input_form.show(value["kept"]) if value else []

    with pytest.raises(ValidationError):
        block.input_form.adapter.validate_python(damaged(data, source), strict=True)
