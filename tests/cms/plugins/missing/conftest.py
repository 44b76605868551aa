"""A page whose type is not installed: its content type names an app that nobody has."""

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.models import Page

from cms.plugins.record import KnownPlugin
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory


@pytest.fixture
def admin(client: Client) -> Client:
    """An administrator’s browser."""
    client.force_login(AdministratorFactory())
    return client


@pytest.fixture
def taken_away() -> Callable[[Page], Page]:
    """Takes the type of a page away."""

    def take(page: Page) -> Page:
        gone, _created = ContentType.objects.get_or_create(app_label="gone_plugin", model="workshoppage")
        Page.objects.filter(pk=page.pk).update(content_type=gone)
        page.revisions.update(content_type=gone)
        return Page.objects.get(pk=page.pk)

    KnownPlugin.objects.create(name="workshops", title="Workshops", version="1.2", app_labels=["gone_plugin"])
    return take


@pytest.fixture
def workshop(taken_away: Callable[[Page], Page]) -> Page:
    """A live page of a missing type with a draft; one of ours is below it."""
    page = ContentPageFactory(title="Workshop", slug="workshop", lede="Bring a laptop", show_in_menus=True)
    page.save_revision().publish()
    ContentPageFactory(parent=page, title="Child", slug="child")
    page = type(page).objects.get(pk=page.pk)
    page.title = "Workshop tomorrow"
    page.save_revision()
    return taken_away(page)
