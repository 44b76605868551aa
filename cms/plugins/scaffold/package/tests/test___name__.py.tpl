"""What this plugin does."""

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Page

from $module.models import ${Name}Page
from cms.plugins.testing.client import ApiClient
from cms.plugins.testing.world import World

pytestmark = pytest.mark.django_db


def test_the_list_has_the_public_pages_of_the_site(world: World, api: Callable[..., ApiClient]) -> None:
    section = Page.objects.get(pk=world.section.pk)
    section.add_child(instance=${Name}Page(title="Published", slug="published", number=3))
    section.add_child(instance=${Name}Page(title="A draft", slug="a-draft", live=False))

    shown = api("v3").json("$name/")

    assert [page["title"] for page in shown] == ["Published"]


def test_the_health_check_is_carried_out(client: Client) -> None:
    assert client.get("/readyz/").json()["checks"]["$name"] == "ok"
