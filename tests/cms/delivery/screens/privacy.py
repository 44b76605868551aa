"""Who may see a page, or the files of a collection."""

from django.contrib.auth.models import Group
from wagtail.models import Collection

from tests.cms.delivery.screens.browser import Browser, page

__all__ = ["SCREENS"]

PAGE, COLLECTION = "wagtailadmin_pages:set_privacy", "wagtailadmin_collections:set_privacy"


def open_page(browser: Browser) -> None:
    browser.press(PAGE, page("closed").pk, restriction_type="none")


def close_page_by_password(browser: Browser) -> None:
    browser.press(PAGE, page("section").pk, restriction_type="password", password="open")


def open_page_again(browser: Browser) -> None:
    browser.press(PAGE, page("section").pk, restriction_type="none")


def close_page_by_login(browser: Browser) -> None:
    browser.press(PAGE, page("pilot").pk, restriction_type="login")


def close_page_by_group(browser: Browser) -> None:
    group = Group.objects.create(name="Readers")
    browser.press(PAGE, page("program").pk, restriction_type="groups", groups=[group.pk])


def close_collection_by_login(browser: Browser) -> None:
    browser.press(COLLECTION, Collection.objects.get(name="Own").pk, restriction_type="login")


def open_collection(browser: Browser) -> None:
    browser.press(COLLECTION, Collection.objects.get(name="Closed").pk, restriction_type="none")


SCREENS = (
    open_page,
    close_page_by_password,
    open_page_again,
    close_page_by_login,
    close_page_by_group,
    close_collection_by_login,
    open_collection,
)
