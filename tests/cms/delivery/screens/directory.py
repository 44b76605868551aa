"""Entries of the directory, each kind in its own screens."""

from typing import Any

from pages.models import Contact, Location, Organisation, Practice
from tests.cms.delivery.screens.browser import Browser

__all__ = ["SCREENS"]


def add_practice(browser: Browser) -> None:
    browser.fill_in(_screen(Practice, "add"), name="Added", slug="added")


def edit_practice(browser: Browser) -> None:
    _edit(browser, Practice, description="Otherwise")


def edit_slug(browser: Browser) -> None:
    """By which lists of pages are filtered."""
    _edit(browser, Practice, slug="otherwise")


def edit_organisation(browser: Browser) -> None:
    _edit(browser, Organisation, name="Called otherwise")


def edit_contact(browser: Browser) -> None:
    _edit(browser, Contact, phone="02 6100 1111")


def edit_location(browser: Browser) -> None:
    _edit(browser, Location, region="NSW")


def copy_location(browser: Browser) -> None:
    """The form of a new one, filled in with what the other says."""
    browser.fill_in(_screen(Location, "copy"), _first(Location).pk, name="Copied", slug="copied")
    assert Location.objects.filter(name="Copied").exists()


def delete_practice(browser: Browser) -> None:
    _delete(browser, Practice)


def delete_location(browser: Browser) -> None:
    _delete(browser, Location)


def delete_contact(browser: Browser) -> None:
    _delete(browser, Contact)


def _edit(browser: Browser, model: Any, **typed: str) -> None:
    browser.fill_in(_screen(model, "edit"), _first(model).pk, **typed)


def _delete(browser: Browser, model: Any) -> None:
    gone = _first(model)
    browser.press(_screen(model, "delete"), gone.pk)
    assert not model.objects.filter(pk=gone.pk).exists()


def _screen(model: Any, name: str) -> str:
    return str(model.snippet_viewset.get_url_name(name))


def _first(model: Any) -> Any:
    return model.objects.order_by("pk")[0]


SCREENS = (
    add_practice,
    edit_practice,
    edit_slug,
    edit_organisation,
    edit_contact,
    edit_location,
    copy_location,
    delete_practice,
    delete_location,
    delete_contact,
)
