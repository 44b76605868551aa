"""Drafts of pages and entries of the directory can be looked at in the admin before they are published."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PreviewableMixin

from home.models import HomePage
from pages.models import Contact, Organisation
from tests.factories.pages import FormPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import default_home
from tests.factories.snippets import ContactFactory, OrganisationFactory
from tests.pages.page_types import FACTORIES, each_page_type
from tests.templates.html_rules import broken_rules

pytestmark = pytest.mark.django_db


def preview(previewed: Any, mode: str = "") -> str:
    response = previewed.make_preview_request(preview_mode=mode)
    assert response.status_code == 200
    html: str = response.rendered_content if hasattr(response, "rendered_content") else response.content.decode()
    return html


@each_page_type
def test_a_draft_of_each_page_type_is_shown(label: str) -> None:
    page = FACTORIES[label](complete=True, live=False)
    page.title = "As it will be"

    html = preview(page)

    assert broken_rules(html) == []
    assert "As it will be" in html


def test_a_draft_of_the_home_page_is_shown() -> None:
    home = default_home()
    home.hero_title = "As it will be"

    assert "As it will be" in preview(home)
    assert HomePage.objects.get().hero_title != "As it will be"


def test_the_page_after_sending_a_form_is_shown() -> None:
    assert "You are on the list." in preview(FormPageFactory(complete=True), mode="landing")


@pytest.mark.parametrize("factory", [ContactFactory, OrganisationFactory])
def test_an_entry_of_the_directory_is_shown(factory: Any) -> None:
    entry: Contact | Organisation = factory.build(name="As it will be")
    entry.pk = None

    html = preview(entry)

    assert isinstance(entry, PreviewableMixin)
    assert broken_rules(html) == []
    assert "As it will be" in html


def test_the_admin_offers_the_preview_of_a_page(client: Client) -> None:
    client.force_login(AdministratorFactory())
    page = FACTORIES["pages.ProgramPage"](complete=True)

    assert f"/admin/pages/{page.pk}/edit/preview/" in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_blocks_are_previewed_as_readers_see_them(client: Client) -> None:
    client.force_login(AdministratorFactory())
    field = default_home()._meta.get_field("body")
    block = field.stream_block.child_blocks["callout"]

    response = client.get("/admin/block-preview/", {"id": block.definition_prefix})

    assert response.status_code == 200
    assert "home/site.css" in response.content.decode()
    assert 'class="callout' in response.content.decode()
