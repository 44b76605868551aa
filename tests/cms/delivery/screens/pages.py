"""The page editor: adding, publishing, going back to a version."""

from django.urls import reverse

from pages.models import ContentPage
from tests.cms.delivery.screens.browser import PUBLISH, Browser, page
from tests.factories.sites import default_home

__all__ = ["SCREENS"]


def add(browser: Browser) -> None:
    """A page that is published at once."""
    screen = ("wagtailadmin_pages:add", "pages", "contentpage", default_home().pk)
    browser.fill_in(*screen, button=PUBLISH, title="Added", slug="added", show_in_menus="on")
    assert page("added").live


def publish(browser: Browser) -> None:
    """Another title."""
    browser.fill_in("wagtailadmin_pages:edit", page("program").pk, button=PUBLISH, title="As it is called now")


def edit_slug(browser: Browser) -> None:
    """Another address, of all below as well."""
    browser.fill_in("wagtailadmin_pages:edit", page("section").pk, button=PUBLISH, slug="part")


def bring_back(browser: Browser) -> None:
    """An old version is published again."""
    old = page("program")
    old.title = "As it was drafted"
    version = old.save_revision()
    form = browser.open("wagtailadmin_pages:revisions_revert", old.pk, version.pk)
    form.url = reverse("wagtailadmin_pages:edit", args=[old.pk])
    assert form.save(PUBLISH).status_code == 302
    assert page("program").title == old.title


def unpublish(browser: Browser) -> None:
    """Off the site."""
    browser.press("wagtailadmin_pages:unpublish", page("community").pk)


def convert_alias(browser: Browser) -> None:
    """An alias of a page that is closed becomes a page of its own, which everybody may see."""
    browser.press("wagtailadmin_pages:convert_alias", page("twin").pk)
    assert ContentPage.objects.get(slug="twin").alias_of is None


def unpublish_with_below(browser: Browser) -> None:
    """Off the site, with all that stand below."""
    browser.press("wagtailadmin_pages:unpublish", page("part").pk, include_descendants="on")
    assert not page("within").live


def delete(browser: Browser) -> None:
    """Gone, with all below."""
    browser.press("wagtailadmin_pages:delete", page("pilot").pk)


SCREENS = (
    add,
    publish,
    edit_slug,
    bring_back,
    unpublish,
    convert_alias,
    unpublish_with_below,
    delete,
)
