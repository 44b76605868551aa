"""Blocks of types that are not installed: kept as they are stored, named to editors, unseen by readers."""

import copy
import json
import pickle
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from blocks.stream import SectionStream
from pages.models import ContentPage
from tests.blocks.bodies import body, html_of, stored
from tests.factories.pages import ContentPageFactory, rich_text, section
from tests.plugins.dummy import plugin
from tests.plugins.installation import installed

GLOSSARY = {"type": "glossary", "value": {"term": "Cadet", "meaning": "<p>Works & studies.</p>"}, "id": "glossary-1"}
STRANGE = {"type": "chart", "value": [1, 2.50, None, {"ü": ["\N{SNOWMAN}", True]}], "id": "chart-1", "extra": "kept"}

pytestmark = pytest.mark.django_db


def mixed_body() -> list[dict[str, Any]]:
    inner = [{**rich_text("Before"), "id": "text-1"}, GLOSSARY, {**rich_text("After"), "id": "text-2"}]
    return [STRANGE, {**section("Words", *inner, anchor="words"), "id": "section-1"}, GLOSSARY]


def form_data(value: Any, prefix: str = "body") -> dict[str, str]:
    """What a browser posts when nobody changes the texts: the form's state, flattened as the editor's script does."""
    return _flat(value.stream_block, value.stream_block.get_form_state(value), prefix)


def _flat(block: Any, state: Any, prefix: str) -> dict[str, str]:
    if hasattr(block, "child_blocks") and isinstance(state, list):
        data = {f"{prefix}-count": str(len(state))}
        for number, child in enumerate(state):
            at = f"{prefix}-{number}"
            data |= {
                f"{at}-deleted": "",
                f"{at}-order": str(number),
                f"{at}-type": child["type"],
                f"{at}-id": child["id"],
            }
            data |= _flat(block.child_blocks[child["type"]], child["value"], f"{at}-value")
        return data
    if isinstance(state, dict):
        return {
            key: text
            for name, inner in state.items()
            for key, text in _flat(block.child_blocks[name], inner, f"{prefix}-{name}").items()
        }
    return {prefix: state[0] if isinstance(state, list) else state}


def test_reading_and_writing_keeps_every_block_as_it_is_stored() -> None:
    assert stored(body(*mixed_body())) == mixed_body()


def test_a_body_that_has_been_looked_at_keeps_them_too() -> None:
    value = body(*mixed_body())
    html_of(value)
    value.stream_block.get_api_representation(value)
    value[1].value["heading"] = "Other words"

    expected = mixed_body()
    expected[1]["value"]["heading"] = "Other words"
    assert stored(value) == expected


def test_validation_keeps_them() -> None:
    value = body(*mixed_body())

    assert stored(value.stream_block.clean(value)) == mixed_body()
    assert stored(value.stream_block.clean_deferred(value)) == mixed_body()


def test_the_editors_form_keeps_them() -> None:
    value = body(*mixed_body())
    posted = QueryDict(mutable=True)
    posted.update(form_data(value))

    again = value.stream_block.clean(value.stream_block.value_from_datadict(posted, {}, "body"))

    kept = stored(again)
    assert (kept[0], kept[2]) == (STRANGE, GLOSSARY)
    assert kept[1]["value"]["content"][1] == GLOSSARY


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=8,
    )
)
def test_any_content_survives_the_form(content: Any) -> None:
    block = {"type": "unheard_of", "value": content, "id": "one"}
    stream = SectionStream("content")
    posted = QueryDict(mutable=True)
    posted.update(form_data(stream.to_python([block])))

    assert stored(stream.clean(stream.value_from_datadict(posted, {}, "body"))) == [block]


def test_a_page_keeps_them_when_an_editor_saves_it(admin: Client) -> None:
    page = ContentPageFactory(body=mixed_body())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = admin.get(url)
    form = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    form.update(form_data(page.body))

    saved = admin.post(url, {**form.dict(), "title": "A new title", "action-publish": "1"})

    again = ContentPage.objects.get(pk=page.pk)
    assert saved.status_code == 302
    assert again.title == "A new title"
    kept = stored(again.body)
    assert (kept[0], kept[2]) == (STRANGE, GLOSSARY)
    assert kept[1]["value"]["content"][1] == GLOSSARY


def test_the_editor_names_the_missing_type(admin: Client) -> None:
    page = ContentPageFactory(body=[GLOSSARY])

    html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "Missing block" in html
    assert "&quot;missing_type&quot;: &quot;glossary&quot;" in html


def test_deleting_one_in_the_editor_deletes_it() -> None:
    value = body(GLOSSARY, {**rich_text("Stays"), "id": "text-1"})
    posted = QueryDict(mutable=True)
    posted.update({**form_data(value), "body-0-deleted": "1"})

    assert [block["type"] for block in stored(value.stream_block.value_from_datadict(posted, {}, "body"))] == [
        "rich_text"
    ]


@pytest.mark.parametrize("forged", ["", json.dumps(GLOSSARY), json.dumps({"type": "rich_text", "value": "<script>"})])
def test_content_that_we_did_not_sign_is_refused(forged: str) -> None:
    stream = SectionStream("content")
    posted = QueryDict(mutable=True)
    posted.update(
        nested_form_data({"body": streamfield([("tombstone", {"missing_type": "glossary", "stored": forged})])})
    )

    with pytest.raises(ValidationError):
        stream.clean(stream.value_from_datadict(posted, {}, "body"))


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_the_api_leaves_them_out(client: Client, version: str) -> None:
    page = ContentPageFactory(body=mixed_body())

    served = client.get(f"/api/{version}/pages/{page.pk}/").json()["body"]

    assert [block["type"] for block in served] == ["section"]
    assert [block["value"] for block in served[0]["value"]["content"]] == ["<p>Before</p>", "<p>After</p>"]


def test_pages_outline_search_and_references_leave_them_out(client: Client) -> None:
    page = ContentPageFactory(body=mixed_body())

    html = client.get(page.url).content.decode()

    assert "Before" in html
    assert not {"Cadet", "glossary", "chart", "tombstone"} & set(html.replace('"', " ").split())
    assert page.on_this_page == [{"heading": "Words", "anchor": "words", "level": 2}]
    assert page.body.stream_block.get_searchable_content(page.body) == ["Words", "Before", "After"]
    assert not ReferenceIndex.get_references_for_object(page).filter(model_path__contains="tombstone").exists()


def test_they_are_live_again_as_soon_as_the_plugin_is_back(client: Client) -> None:
    page = ContentPageFactory(body=mixed_body())
    assert "Cadet" not in client.get(page.url).content.decode()

    with installed(plugin):
        again = ContentPage.objects.get(pk=page.pk)

        assert [block.block_type for block in again.body] == ["tombstone", "section", "glossary"]
        assert "<dfn>Cadet</dfn>" in client.get(page.url).content.decode()


def test_a_removed_plugins_block_survives_an_edit() -> None:
    with installed(plugin):
        page = ContentPageFactory(body=[section("Words", GLOSSARY)])
    without = ContentPage.objects.get(pk=page.pk)
    without.title = "Edited"
    without.save()

    with installed(plugin):
        again = ContentPage.objects.get(pk=page.pk)

        assert again.title == "Edited"
        assert again.body[0].value["content"][0].value["term"] == "Cadet"


def test_a_block_that_comes_back_while_its_page_is_open_is_kept() -> None:
    value = body(GLOSSARY)
    posted = QueryDict(mutable=True)
    posted.update(form_data(value))

    with installed(plugin):
        stream = SectionStream("content")
        assert stored(stream.clean(stream.value_from_datadict(posted, {}, "body"))) == [GLOSSARY]


def test_pickles_and_copies_keep_them() -> None:
    page = ContentPage.objects.get(pk=ContentPageFactory(body=mixed_body()).pk)

    assert stored(pickle.loads(pickle.dumps(page.body))) == stored(page.body)
    assert stored(copy.deepcopy(page).body) == stored(page.body)
    with installed(plugin):
        assert [block.block_type for block in pickle.loads(pickle.dumps(page.body))][-1] == "glossary"


def test_revisions_keep_them() -> None:
    page = ContentPageFactory(body=mixed_body())

    assert stored(page.save_revision().as_object().body)[2] == GLOSSARY


def test_versions_can_be_compared(admin: Client) -> None:
    page = ContentPageFactory(body=mixed_body())
    first = page.save_revision()
    page.body = page.body.stream_block.to_python(mixed_body()[:2])
    second = page.save_revision()

    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    html = admin.get(url).content.decode()

    assert "glossary" in html
