"""What content depends on which plugin: as the command and the report of the admin tell it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.plugins.dependence import Dependence, Kind, PluginState, PluginStatus, plugin_statuses
from cms.plugins.record import KnownPlugin
from tests.cms.plugins.missing.conftest import admin, taken_away, workshop  # noqa: F401  # fixtures
from tests.factories.pages import ContentPageFactory, rich_text, section
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

CHART = {"type": "chart", "value": {"content": [{"type": "within", "value": 1}]}, "id": "chart-1"}


def needed() -> list[PluginStatus]:
    """The plugins that content depends on: this repository's own may be installed, and the tests do not load them."""
    return [status for status in plugin_statuses() if status.content]


def test_without_plugins_nothing_depends_on_one() -> None:
    ContentPageFactory(body=[rich_text("Hello")])

    assert needed() == []


def test_blocks_of_missing_types_are_counted_in_bodies_and_in_drafts() -> None:
    KnownPlugin.objects.create(name="charts", title="Charts", version="2.0", blocks=["chart"])
    ContentPageFactory(body=[CHART, section("Words", CHART)])
    draft = ContentPageFactory(body=[rich_text("Hello")])
    draft.body = draft.body.stream_block.to_python([CHART])
    draft.save_revision()

    [status] = needed()

    assert (status.name, status.version, status.state) == ("charts", "2.0", PluginState.MISSING)
    assert status.content == (Dependence(Kind.BLOCKS, "chart", 1, 1),)


def test_a_block_of_which_nobody_knows_the_plugin_is_told_too() -> None:
    ContentPageFactory(body=[CHART])

    [status] = needed()

    assert (status.name, status.content) == ("", (Dependence(Kind.BLOCKS, "chart", 1),))


@pytest.mark.usefixtures("glossary")
def test_blocks_of_loaded_plugins_are_counted_and_ours_are_not() -> None:
    ContentPageFactory(body=[{"type": "glossary", "value": {"term": "a", "meaning": "b"}}, rich_text("Hello")])

    content = [each for status in plugin_statuses() for each in status.content]

    assert content == []  # the dummy stands for a built-in module: its name has a dot


def test_pages_of_missing_types_are_counted(workshop: Page) -> None:  # noqa: F811
    [status] = needed()

    assert (status.name, status.title) == ("workshops", "Workshops")
    assert status.content == (Dependence(Kind.PAGES, "gone_plugin.workshoppage", 1),)


def test_the_command_tells_people_and_programs(workshop: Page) -> None:  # noqa: F811
    for arguments in ([], ["list"]):
        output = StringIO()
        call_command("plugins", *arguments, stdout=output)
        assert "workshops 1.2  missing  Workshops\n  pages gone_plugin.workshoppage: 1\n" in output.getvalue()

    output = StringIO()
    call_command("plugins", "list", "--json", stdout=output)
    [told] = [each for each in json.loads(output.getvalue()) if each["content"]]
    assert (told["name"], told["state"], told["content"][0]["count"]) == ("workshops", "missing", 1)


def test_the_report_of_plugins_is_for_administrators(admin: Client, workshop: Page) -> None:  # noqa: F811
    url = reverse("plugins_report")
    html = admin.get(url).content.decode()
    assert "Workshops (workshops)" in html
    assert "gone_plugin.workshoppage: 1" in html
    assert url in admin.get(reverse("wagtailadmin_home")).content.decode()

    editor = Client()
    editor.force_login(PersonFactory(groups=["Editors"]))
    assert editor.get(url).status_code == 302
    assert url not in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_the_report_of_pages_lists_them_for_who_may_work_on_them(admin: Client, workshop: Page) -> None:  # noqa: F811
    url = reverse("missing_pages_report")
    html = admin.get(url).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[workshop.pk]) in html
    assert "gone_plugin.workshoppage" in html
    assert "Workshops 1.2" in html
    assert "/home/workshop/child/" not in html
    assert b"Workshops 1.2" in admin.get(f"{url}?export=csv").getvalue()

    nobody = Client()
    nobody.force_login(PersonFactory())
    assert b"gone_plugin" not in nobody.get(url, follow=True).content
