"""The slim field: nothing of the blocks in migrations, everything else as with any StreamField."""

import copy
import html
import json
import pickle
import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from blocks.apps import BlocksConfig
from blocks.field import SectionsField, every_sections_field
from pages.models import ContentPage
from tests.blocks.bodies import stored
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, rich_text, section

GLOSSARY = {"type": "glossary", "value": {"term": "Cadet", "meaning": "<p>Works and studies.</p>"}, "id": "glossary-1"}


def reread(page: ContentPage) -> ContentPage:
    return ContentPage.objects.get(pk=page.pk)


def definition_in(form_html: str, name: str = "body") -> Any:
    """The definition of a body that the editor's form hands to the browser."""
    found = re.search(rf'<div id="{name}" data-block [^>]*data-w-block-data-value="([^"]*)"', form_html)
    assert found is not None
    return json.loads(html.unescape(found[1]))


class TestMigrations:
    def test_only_the_slot_is_recorded(self) -> None:
        field = SectionsField(slot="program", blank=True)
        field.set_attributes_from_name("body")

        assert field.deconstruct() == ("body", "blocks.field.SectionsField", [], {"slot": "program", "blank": True})
        assert MigrationWriter.serialize(field) == (
            "blocks.field.SectionsField(blank=True, slot='program')",
            {"import blocks.field"},
        )

    def test_a_clone_has_the_same_definition(self) -> None:
        field = SectionsField(slot="home")

        assert field.clone().slot == "home"
        assert list(field.clone().stream_block.child_blocks) == list(field.stream_block.child_blocks)

    def test_a_malformed_slot_is_refused(self) -> None:
        with pytest.raises(ValueError, match="'Foot er'"):
            SectionsField(slot="Foot er")

    @pytest.mark.django_db
    def test_a_further_block_makes_no_migration(self, glossary: None) -> None:
        call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())

    @pytest.mark.django_db
    def test_a_historical_model_reads_and_writes_bodies(self) -> None:
        page = ContentPageFactory(body=[section("How", rich_text("Hello"))])
        historical = MigrationLoader(connection).project_state().apps.get_model("pages", "ContentPage")

        then = historical.objects.get(pk=page.pk)
        then.body = [("section", {"heading": "Rewritten", "anchor": "how", "level": "2", "content": []})]
        then.save()

        assert reread(page).body[0].value["heading"] == "Rewritten"


@pytest.mark.django_db
class TestFurtherBlock:
    def test_it_appears_in_the_field(self, glossary: None) -> None:
        blocks = ContentPage._meta.get_field("body").stream_block.child_blocks

        assert "glossary" in blocks
        assert "glossary" in blocks["section"].child_blocks["content"].child_blocks

    def test_it_appears_in_the_admin_form(self, glossary: None, admin: Client) -> None:
        page = ContentPageFactory(body=[GLOSSARY])

        page_html = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

        assert "Glossary term" in json.dumps(definition_in(page_html))
        assert "Works and studies." in page_html

    def test_it_is_gone_from_the_admin_form_with_its_plugin(self, admin: Client) -> None:
        page_html = admin.get(reverse("wagtailadmin_pages:edit", args=[ContentPageFactory().pk])).content.decode()

        assert "Glossary term" not in json.dumps(definition_in(page_html))

    @pytest.mark.parametrize("version", ["v2", "v3"])
    def test_it_appears_in_the_api(self, glossary: None, client: Client, version: str) -> None:
        page = ContentPageFactory(body=[section("Words", GLOSSARY), GLOSSARY])

        body = client.get(f"/api/{version}/pages/{page.pk}/").json()["body"]

        assert body[1] == GLOSSARY
        assert body[0]["value"]["content"] == [GLOSSARY]

    def test_it_appears_on_the_page(self, glossary: None, client: Client) -> None:
        page = ContentPageFactory(body=[GLOSSARY])

        assert "<dfn>Cadet</dfn>" in client.get(page.url).content.decode()

    def test_it_is_saved_by_the_admin_form(self, glossary: None, admin: Client) -> None:
        page = ContentPageFactory()
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = querydict_from_html(admin.get(url).content.decode(), form_id="page-edit-form")
        posted = {"term": "Cadet", "meaning": json.dumps({"blocks": [{"text": "Studies."}], "entityMap": {}})}
        form.update(nested_form_data({"body": streamfield([("glossary", posted)])}))

        response = admin.post(url, {**form.dict(), "action-publish": "1"})

        assert response.status_code == 302, response.context["form"].errors
        assert reread(page).body[0].value["term"] == "Cadet"
        assert "Studies." in str(reread(page).body[0].value["meaning"])


@pytest.mark.django_db
class TestStreamField:
    def test_a_body_survives_pickling(self) -> None:
        page = ContentPageFactory(body=[section("How", rich_text("Hello")), rich_text("Bye")])

        again = pickle.loads(pickle.dumps(reread(page).body))

        assert stored(again) == stored(reread(page).body)

    def test_a_page_survives_pickling_and_copying(self) -> None:
        page = reread(ContentPageFactory(body=[section("How", rich_text("Hello"))]))

        assert stored(pickle.loads(pickle.dumps(page)).body) == stored(page.body)
        assert stored(copy.deepcopy(page).body) == stored(page.body)

    def test_a_copied_page_has_the_same_body(self) -> None:
        page = reread(ContentPageFactory(title="One", body=[section("How", rich_text("Hello"))]))

        copied = page.copy(update_attrs={"slug": "two", "title": "Two"})

        assert stored(reread(copied).body) == stored(page.body)

    def test_a_revision_keeps_the_body(self) -> None:
        page = ContentPageFactory(body=[section("Draft", rich_text("Hello"))])
        page.body = [("section", {"heading": "Later", "level": "2", "anchor": "", "content": []})]

        revision = page.save_revision()

        assert [entry["heading"] for entry in reread(page).on_this_page] == ["Draft"]
        assert revision.as_object().on_this_page == [{"heading": "Later", "anchor": "later", "level": 2}]

    def test_references_are_indexed_with_their_place(self) -> None:
        image, document, target = ImageFactory(), DocumentFactory(), ContentPageFactory(title="Target")
        page = ContentPageFactory(
            body=[
                section(
                    "How",
                    {"type": "image", "value": {"image": image.pk, "decorative": True}, "id": "image-1"},
                    rich_text(f'<a linktype="page" id="{target.pk}">there</a>'),
                ),
                {"type": "documents", "value": {"documents": [{"document": document.pk}]}},
                {
                    "type": "table",
                    "value": {
                        "caption": "T",
                        "rows": [{"cells": [f'<a linktype="page" id="{target.pk}">there</a>']}],
                    },
                },
            ]
        )
        section_id = page.body[0].id

        def places(obj: models.Model) -> list[str]:
            found = ReferenceIndex.get_references_to(obj).values_list("model_path", flat=True)
            return sorted(found)

        assert places(image) == ["body.section.content.image.image"]
        assert places(document) == ["body.documents.documents.item.document"]
        assert places(target) == ["body.section.content.rich_text", "body.table.rows.rows.item.values.0"]
        assert ReferenceIndex.get_references_to(image).get().content_path == f"body.{section_id}.content.image-1.image"

    def test_a_comment_finds_its_block(self) -> None:
        page = ContentPageFactory(body=[section("How", {**rich_text("Hello"), "id": "text-1"})])
        field, value = ContentPage._meta.get_field("body"), reread(page).body

        found = field.get_block_by_content_path(value, [value[0].id, "content", "text-1"])

        assert found.value.source == "<p>Hello</p>"
        assert field.get_block_by_content_path(value, [value[0].id, "content", "gone"]) is None

    def test_the_words_of_a_body_are_found_by_search(self) -> None:
        page = ContentPageFactory(body=[section("Apprentices", rich_text("Learn while you earn"))])

        found = ContentPage._meta.get_field("body").get_searchable_content(reread(page).body)

        assert found == ["Apprentices", "Learn while you earn"]
        assert list(ContentPage.objects.all().search("apprentices")) == [reread(page)]

    def test_bodies_can_be_queried_as_json(self) -> None:
        page = ContentPageFactory(body=[rich_text("Hello")])

        assert ContentPage.objects.get(body__0__type="rich_text") == page

    def test_a_body_survives_dumping_and_loading(self) -> None:
        page = ContentPageFactory(body=[section("How", rich_text("Hello"))])

        text = ContentPage._meta.get_field("body").value_to_string(reread(page))

        assert stored(ContentPage._meta.get_field("body").to_python(text)) == stored(reread(page).body)


def test_every_body_is_defined_when_the_process_starts() -> None:
    fields = list(every_sections_field())
    for field in fields:
        field.__dict__.pop("stream_block", None)

    BlocksConfig.create("blocks").ready()

    assert {field.slot for field in fields} == {"home", "index", "content", "program", "community", "pilot", "form"}
    assert all("stream_block" in field.__dict__ for field in fields)
