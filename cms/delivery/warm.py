"""Asks for what frontends ask for, so that no reader waits for a rendering. Called by ``manage.py delivery``."""

from collections.abc import Iterator
from urllib.parse import quote

from wagtail.models import Page, Site

from blocks.addresses import cms_addresses, page_address
from blocks.visibility import public_pages, visibility_scope
from cms.delivery.afresh import ask

__all__ = ["addresses", "warm"]

OK = 200


def addresses() -> Iterator[tuple[str, str, str]]:
    """Origin, path and query string of every public page by number and by path; the menus and settings of sites."""
    for site in Site.objects.order_by("pk"):
        yield site.root_url, "/api/v3/navigation/", ""
        yield site.root_url, "/api/v3/settings/", ""
    with visibility_scope(), cms_addresses():
        for page in public_pages(Page.objects.order_by("pk")).iterator():
            if (address := page_address(page)) is not None:
                yield address.root_url, f"/api/v3/pages/{page.pk}/", ""
                yield address.root_url, "/api/v3/resolve/", f"path={quote(address.path)}"


def warm() -> tuple[int, int]:
    """Ask for each. Returns how many answers there are, and how many requests had another answer than 200."""
    good = bad = 0
    for origin, path, query in addresses():
        if ask(origin, path, query).status == OK:
            good += 1
        else:
            bad += 1
    return good, bad
