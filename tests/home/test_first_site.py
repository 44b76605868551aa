"""The first site, as the migrations leave it in a new database. The test database is one."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page, Site

from home.models import HomePage
from pages.models import ContentPage

pytestmark = pytest.mark.django_db

WELCOME = "Welcome to your new Wagtail site!"


def test_the_default_site_starts_at_a_home_page() -> None:
    site = Site.objects.get()

    assert site.is_default_site
    assert (site.hostname, site.port, site.site_name) == ("localhost", 8000, "Digital Skills CMS")
    assert isinstance(site.root_page.specific, HomePage)


def test_nothing_says_welcome_to_wagtail() -> None:
    assert not Page.objects.filter(title__icontains="welcome").exists()
    assert not Page.objects.filter(draft_title__icontains="welcome").exists()


def test_the_tree_is_sound() -> None:
    problems = Page.find_problems()

    assert problems == ([], [], [], [], [])
    assert list(Page.objects.order_by("path").values_list("path", "depth", "numchild", "url_path")) == [
        ("0001", 1, 1, "/"),
        ("00010001", 2, 0, "/home/"),
    ]


def test_the_home_page_is_live_and_in_the_roots_language() -> None:
    root, home = Page.objects.order_by("path")

    assert home.live
    assert home.first_published_at is not None
    assert home.locale == root.locale
    assert home.content_type.model_class() is HomePage


@pytest.fixture(scope="module")
def migration() -> Any:
    return import_module("home.migrations.0002_first_site")


@pytest.fixture
def before(migration: Any) -> Any:
    """The models as they were when the migration runs, in a database where it is undone."""
    apps = MigrationExecutor(connection).loader.project_state([("home", "0001_initial")]).apps
    migration.restore_welcome_page(apps, SimpleNamespace(connection=connection))
    ContentType.objects.clear_cache()
    return apps


def test_it_can_be_undone_and_done_again(before: Any, migration: Any) -> None:
    welcome = Page.objects.get(depth=2)
    assert (welcome.title, welcome.specific_class, HomePage.objects.count()) == (WELCOME, Page, 0)

    migration.make_first_site(before, SimpleNamespace(connection=connection))

    test_the_tree_is_sound()
    test_the_default_site_starts_at_a_home_page()
    test_nothing_says_welcome_to_wagtail()


def test_pages_below_the_welcome_page_stay_where_they_are(before: Any, migration: Any) -> None:
    Page.objects.get(depth=2).add_child(instance=ContentPage(title="Kept", slug="kept"))

    migration.make_first_site(before, SimpleNamespace(connection=connection))

    assert Page.find_problems() == ([], [], [], [], [])
    assert Page.objects.get(slug="kept").get_parent().specific == HomePage.objects.get()


def test_an_installation_with_a_front_page_of_its_own_is_left_alone(before: Any, migration: Any) -> None:
    Page.objects.filter(depth=2).update(title="Our intranet")

    migration.make_first_site(before, SimpleNamespace(connection=connection))

    assert not HomePage.objects.exists()
    assert Site.objects.get().site_name == ""
