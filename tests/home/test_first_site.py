"""The first site, as the migrations leave it in a new database. The test database is one."""

import pytest
from wagtail.models import Page, Site

from home.models import HomePage

pytestmark = pytest.mark.django_db


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
