"""The block chooser: every block presents itself, and its preview works."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.admin.icons import get_icons
from wagtail.blocks import Block

from blocks import groups
from blocks.registry import TOMBSTONE
from blocks.stream import SectionStream
from pages.models import ContentPage
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory

STREAM = SectionStream("content")
OFFERED = {name: block for name, block in STREAM.child_blocks.items() if name != TOMBSTONE}
GROUPS = [groups.STRUCTURE, groups.TEXT, groups.DATA, groups.MEDIA, groups.LINKS]

every_block = pytest.mark.parametrize("block", OFFERED.values(), ids=OFFERED.keys())


def preview(admin: Client, block: Block) -> BeautifulSoup:
    response = admin.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@every_block
@pytest.mark.django_db
@pytest.mark.parametrize("library", ["empty", "full"])
def test_its_preview_shows_something_in_our_style(admin: Client, block: Block, library: str) -> None:
    if library == "full":
        ImageFactory(), DocumentFactory(), ContentPageFactory()

    html = preview(admin, block)

    assert html.select_one("link[rel=stylesheet]")["href"].startswith("/static/home/site")
    assert block.is_previewable
    assert html.main.get_text(strip=True) or html.main.hr


@every_block
@pytest.mark.django_db
def test_it_presents_itself_to_editors(block: Block) -> None:
    icons = BeautifulSoup(get_icons(), "html.parser")

    assert block.meta.label
    assert block.meta.group in GROUPS
    assert str(block.get_description()).endswith(".")
    assert icons.find(id=f"icon-{block.meta.icon}") is not None


@every_block
def test_its_fields_have_labels(block: Block) -> None:
    for child in getattr(block, "child_blocks", {}).values():
        assert child.meta.label, child.name


@pytest.mark.django_db
def test_the_blocks_of_one_group_stand_together(admin: Client) -> None:
    names = [str(group) for group, _blocks in STREAM.grouped_child_blocks() if group]

    assert names == [str(group) for group in GROUPS]


@pytest.mark.django_db
def test_previews_of_the_editors_form_are_found_by_the_ids_that_it_names(admin: Client) -> None:
    block = ContentPage._meta.get_field("body").stream_block.child_blocks["callout"]

    assert preview(admin, block).select_one(".callout") is not None
