"""What the blocks register with Wagtail."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from wagtail.rich_text import features

from blocks.links import PublicDocumentLinkHandler, PublicPageLinkHandler


def test_our_link_handlers_replace_wagtails() -> None:
    link_types = features.get_link_types()

    assert link_types["page"] is PublicPageLinkHandler
    assert link_types["document"] is PublicDocumentLinkHandler


@pytest.mark.django_db
def test_the_admin_loads_the_styles_of_the_block_editor(admin: Client) -> None:
    assert "blocks/editor.css" in admin.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("path", ["blocks/editor.css", "blocks/lasting_stream.js"])
def test_the_files_of_the_block_editor_exist(path: str) -> None:
    assert finders.find(path) is not None
