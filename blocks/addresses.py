"""Addresses of pages as the public gets them: on the domain of the frontend that shows the page's site.

Everything that tells another program where a page is asks ``page_address``: references, rich text, menus, redirects and
both versions of the API. ``FRONTEND_URLS`` names the frontends; a site without one is shown by the CMS itself, at the
site's own address. The default rendering, which is the CMS showing its own pages, asks within ``cms_addresses``.

``address_scope`` is entered once per request that reads content: the sites are then read once, the address of a page is
found once, and a page that two sites share (two host names for one tree) has its address on the site that was asked
for. Outside of a scope Wagtail is asked, whose cache of them holds for one request at most (``cms.per_request_cache``).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.conf import settings
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

from cms.conf import product_settings

__all__ = [
    "PageAddress",
    "address_scope",
    "asked_site",
    "cms_addresses",
    "frontend_of",
    "frontend_root",
    "known_sites",
    "other_site",
    "page_address",
    "prefer_site",
    "site_roots",
]

#: What is asked of sites and their root pages; the rest would be read when it is.
SITE_FIELDS = ("hostname", "port", "site_name", "is_default_site")
ROOT_PAGE_FIELDS = (
    *("path", "depth", "url_path", "translation_key", "locale__language_code"),
    *("content_type", "title", "slug", "live"),
)

USUAL_PORTS = {"http": "80", "https": "443"}


class PageAddress(NamedTuple):
    """Where a page is. ``root_url`` has no slash at its end, ``path`` has one at its start."""

    site_id: int
    root_url: str
    path: str

    @property
    def url(self) -> str:
        """The absolute URL."""
        return f"{self.root_url}{self.path}"


class _Scope:
    """What a request knows: the roots of all sites, and the site that was asked for."""

    def __init__(self, *, from_wagtail: bool = False) -> None:
        self.from_wagtail = from_wagtail
        self.site_id: int | None = None
        self.addresses: dict[tuple[Any, ...], PageAddress | None] = {}

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """All sites with their root pages."""
        wanted = (
            *SITE_FIELDS,
            *(f"root_page__{name}" for name in ROOT_PAGE_FIELDS),
            "root_page__locale__language_code",
        )
        return tuple(Site.objects.select_related("root_page__locale").only(*wanted).order_by("pk"))

    @cached_property
    def roots(self) -> SimpleNamespace:
        """The roots of all sites, under the name by which ``Page.get_url_parts`` asks for them."""
        roots = Site.get_site_root_paths() if self.from_wagtail else _roots_of(self.sites)
        return SimpleNamespace(_wagtail_cached_site_root_paths=roots)


_scope: ContextVar[_Scope | None] = ContextVar("address_scope", default=None)
_within_the_cms: ContextVar[bool] = ContextVar("cms_addresses", default=False)


def _current() -> _Scope:
    """The scope around; outside of one, where each address is asked for by itself, Wagtail knows the roots."""
    return _scope.get() or _Scope(from_wagtail=True)


@contextmanager
def address_scope(*, anew: bool = False) -> Iterator[None]:
    """Read the sites at most once within this block of code. Scopes within a scope share it.

    A scope that begins ``anew`` shares nothing with the scope around it: the sites may have changed since.
    """
    if _scope.get() is not None and not anew:
        yield
        return
    token = _scope.set(_Scope())
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def cms_addresses() -> Iterator[None]:
    """Give the addresses of the CMS's own sites within this block of code, whatever ``FRONTEND_URLS`` says."""
    token = _within_the_cms.set(True)
    try:
        yield
    finally:
        _within_the_cms.reset(token)


def known_sites() -> tuple[Site, ...]:
    """All sites with their root pages, by key; within an ``address_scope`` read once."""
    return (_current()).sites


def site_roots() -> list[SiteRootPath]:
    """The roots of all sites as ``Site.get_site_root_paths`` gives them: the most specific first."""
    roots: list[SiteRootPath] = (_current()).roots._wagtail_cached_site_root_paths
    return roots


def asked_site() -> Site | None:
    """The site that was asked for in this scope: that of the page, the menu or the list that is read."""
    scope = _current()
    return next((site for site in scope.sites if site.pk == scope.site_id), None) if scope.site_id else None


def prefer_site(site: Site) -> None:
    """Give pages that ``site`` shares with others their address on it, for the rest of the current scope."""
    if (scope := _scope.get()) is not None:
        scope.site_id = site.pk


def page_address(page: Page, site: Site | None = None) -> PageAddress | None:
    """The address of ``page``, public or not; ``None`` when it belongs to no site.

    Of several sites with the same root page, ``site`` is preferred, else the one that was asked for, else the default.
    """
    scope = _current()
    preferred = site.pk if site else scope.site_id
    asked = (page.pk, page.url_path, preferred, _within_the_cms.get())
    if asked not in scope.addresses:
        scope.addresses[asked] = _find_address(page, scope, preferred)
    return scope.addresses[asked]


def other_site(page: Page) -> str | None:
    """The site of ``page`` as host name and port, when another one was asked for in this scope; else ``None``."""
    asked = (_current()).site_id
    with cms_addresses():
        address = page_address(page)
    if asked is None or address is None or address.site_id == asked:
        return None
    return ":".join(_host_and_port(address.root_url))


def frontend_of(page: Page) -> str | None:
    """The address of the frontend that shows ``page``, without a slash at its end; ``None`` where the CMS does."""
    shown = page_address(page)
    with cms_addresses():
        own = page_address(page)
    return shown.root_url if shown and own and shown.root_url != own.root_url else None


def frontend_root(root_url: str) -> str:
    """The address of the frontend that shows the site at ``root_url`` (as ``Site.root_url``), without a slash at its
    end. A name with its port in ``FRONTEND_URLS`` wins over the name alone.
    """
    frontends = product_settings().frontend_urls
    if not frontends or _within_the_cms.get():
        return root_url
    host, port = _host_and_port(root_url)
    return frontends.get(f"{host}:{port}") or frontends.get(host) or root_url


def _roots_of(sites: Iterable[Site]) -> list[SiteRootPath]:
    several_languages = getattr(settings, "WAGTAIL_I18N_ENABLED", False)
    usual = sorted(sites, key=lambda site: (not site.is_default_site, site.hostname))
    return [
        SiteRootPath(site.pk, root.url_path, site.root_url, root.locale.language_code)
        for site in sorted(usual, key=lambda site: site.root_page.url_path, reverse=True)
        for root in (
            site.root_page.get_translations(inclusive=True).select_related("locale")
            if several_languages
            else [site.root_page]
        )
    ]


def _find_address(page: Page, scope: _Scope, preferred: int | None) -> PageAddress | None:
    parts = page.get_url_parts(scope.roots)
    if parts is None or parts[1] is None:
        return None
    site_id, root_url, path = parts
    if preferred is not None and preferred != site_id:
        site_id, root_url = _shared_root(site_id, root_url, preferred)
    return PageAddress(site_id, frontend_root(root_url), path)


def _shared_root(site_id: int, root_url: str, preferred: int) -> tuple[int, str]:
    """The site ``preferred`` and its root's URL when it has the root of the site ``site_id``, else what was given."""
    roots = site_roots()
    shared = {root.root_path for root in roots if root.site_id == site_id}
    for root in roots:
        if root.site_id == preferred and root.root_path in shared:
            return root.site_id, root.root_url
    return site_id, root_url


def _host_and_port(root_url: str) -> tuple[str, str]:
    scheme, _separator, place = root_url.lower().partition("://")
    host, colon, port = place.rpartition(":")
    return (host, port) if colon and port.isdigit() else (place, USUAL_PORTS.get(scheme, ""))
