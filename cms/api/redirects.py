"""Redirects as the API shows them: of one site, and only to what the public may know of. Asked by both versions."""

from typing import Any
from urllib.parse import urlparse

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import Resolver404
from django.utils.encoding import uri_to_iri
from django.utils.http import escape_leading_slashes
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from blocks.addresses import page_address
from blocks.references import page_reference
from blocks.visibility import public_pages
from cms.api.public import requested_site

__all__ = ["public_redirects", "redirect_from", "redirect_location"]


def public_redirects(request: HttpRequest) -> QuerySet[Redirect]:
    """The redirects of the requested site (and of every site) that lead to a public page or to an address.

    Raises as ``requested_site`` does.
    """
    site = requested_site(request)
    if site is None:
        return Redirect.objects.none()
    to_address = Q(redirect_page__isnull=True) & ~Q(redirect_link="")
    to_page = Q(redirect_page__in=public_pages(Page.objects.all()).values("pk"))
    redirects: QuerySet[Redirect] = Redirect.get_for_site(site).filter(to_address | to_page)
    return redirects.select_related("redirect_page")


def redirect_from(site: Site, path: str) -> Redirect | None:
    """The redirect that Wagtail follows from ``path`` on ``site``, public or not.

    ``path`` is an address within the site, percent-encoded or not, with or without a query string. As in Wagtail's own
    middleware, a redirect from the address with its query string wins over one without, and one of the site over one of
    every site. One query.
    """
    known = _known_as(path)
    redirects = Redirect.get_for_site(site).filter(old_path__in=known).select_related("redirect_page")
    ranked = sorted(redirects, key=lambda found: (known.index(found.old_path), found.site_id is None, found.pk))
    return ranked[0] if ranked else None


def redirect_location(redirect: Redirect) -> str | None:
    """Where ``redirect`` leads: the URL of its page on the domain of that page's frontend, or the address as it was
    typed. ``None`` when the page is not public.
    """
    page = redirect.redirect_page
    if page is None:
        return redirect.redirect_link or None
    address = page_address(page)
    if address is None or page_reference(page) is None:
        return None
    route = redirect.redirect_page_route_path
    return address.url.rstrip("/") + route if route and _has_route(page, route) else address.url


def _known_as(path: str) -> list[str]:
    """The forms in which a redirect from ``path`` may be stored, the one that is looked for first in front."""
    path = path.strip()
    path = escape_leading_slashes(path if path.startswith("/") else f"/{path}")
    whole = Redirect.normalise_path(path, decode_unicode=False)
    forms = [form for given in (whole, urlparse(whole).path) for form in (uri_to_iri(given), given)]
    return [form for form in dict.fromkeys(forms) if "\x00" not in form]


def _has_route(page: Page, route: str) -> bool:
    specific: Any = page.specific_deferred
    try:
        specific.resolve_subpage(route)
    except (AttributeError, Resolver404):  # not a page with routes, or not one of them
        return False
    return True
