"""Sites, their settings and menus, and redirects."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site
from wagtail.test.utils import WagtailTestUtils

from tests.cms.delivery.screens.browser import Browser, other_site, page

__all__ = ["SCREENS"]


def add_redirect(browser: Browser) -> None:
    browser.fill_in("wagtailredirects:add", old_path="/added", redirect_page=page("pilot").pk, is_permanent="on")


def edit_redirect(browser: Browser) -> None:
    changes = {"old_path": "/older", "redirect_page": page("community").pk}
    browser.fill_in("wagtailredirects:edit", Redirect.objects.get(old_path="/old").pk, **changes)


def delete_redirect(browser: Browser) -> None:
    browser.press("wagtailredirects:delete", Redirect.objects.get(old_path="/away").pk)


def import_redirects(browser: Browser) -> None:
    """From a file, in two steps."""
    file = SimpleUploadedFile(
        "redirects.csv", b"from,to\n/first,https://a.example.org/\n/second,https://b.example.org/\n"
    )
    shown = browser.press("wagtailredirects:start_import", import_file=file).content.decode()
    data = {name: _value(shown, name) for name in ("import_file_name", "input_format")}
    browser.press("wagtailredirects:process_import", **data, from_index=0, to_index=1, permanent="on")
    assert Redirect.objects.filter(old_path__in=("/first", "/second")).count() == 2


def edit_settings(browser: Browser) -> None:
    _edit_settings(browser, "sitesettings", name="Otherwise", footer_text="Below")


def edit_social_link(browser: Browser) -> None:
    """A part of the settings, in its own list."""
    _edit_settings(browser, "sitesettings", **{"social_links-0-label": "Another forum"})


def edit_navigation(browser: Browser) -> None:
    _edit_settings(browser, "navigation", **{"main_items-0-label": "Labelled otherwise"})


def rename_site(browser: Browser) -> None:
    browser.fill_in("wagtailsites:edit", other_site().pk, site_name="Called otherwise")


def move_root(browser: Browser) -> None:
    """A site begins at another page."""
    browser.fill_in("wagtailsites:edit", other_site().pk, root_page=page("section").pk)


def add_site(browser: Browser) -> None:
    typed = {"hostname": "four.example.org", "port": 80, "root_page": page("program").pk}
    browser.fill_in("wagtailsites:add", **typed)


def rename_host(browser: Browser) -> None:
    """In all addresses of its pages."""
    browser.fill_in("wagtailsites:edit", Site.objects.get(hostname="four.example.org").pk, hostname="five.example.org")


def delete_site(browser: Browser) -> None:
    browser.press("wagtailsites:delete", Site.objects.get(hostname="five.example.org").pk)


def exchange_default(browser: Browser) -> None:
    """No site is the default any more, then another is."""
    default = Site.objects.get(is_default_site=True)
    for site, ticked in ((default, {}), (other_site(), {"is_default_site": "on"})):
        form = browser.open("wagtailsites:edit", site.pk)
        form.data.pop("is_default_site", None)
        saved = form.save(**ticked)
        assert saved.status_code == 302, saved.content.decode()


def _value(shown: str, name: str) -> str:
    """That of a hidden field."""
    return str(WagtailTestUtils.get_soup(shown).find("input", attrs={"name": name})["value"])


def _edit_settings(browser: Browser, model: str, **typed: Any) -> None:
    browser.fill_in("wagtailsettings:edit", "home", model, other_site().pk, **typed)


SCREENS = (
    add_redirect,
    edit_redirect,
    delete_redirect,
    import_redirects,
    edit_settings,
    edit_social_link,
    edit_navigation,
    rename_site,
    move_root,
    exchange_default,
    add_site,
    rename_host,
    delete_site,
)
