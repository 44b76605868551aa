"""What the API shows to everybody of one site: its public pages. Asked by both versions.

Nothing here depends on who asks. Wagtail's own queryset also shows aliases of restricted pages, and pages of a site
whose root lies within another site's tree as that one's; this one does neither.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404, HttpRequest
from wagtail.models import Page, Site

from blocks.addresses import known_sites, other_site, page_address, prefer_site, site_roots
from blocks.references import page_reference
from blocks.visibility import is_public_page, page_above, public_pages
from cms.api.site_of_host import site_of_host
from cms.plugins.missing.content_types import installed_page_types

__all__ = [
    "live_pages",
    "pages_of",
    "requested_site",
    "same_site",
    "shown_page",
    "shown_parent",
    "site_page",
    "site_pages",
]


def requested_site(request: HttpRequest) -> Site | None:
    """The site that ``?site=`` names (a host name, with a port where sites share one), else that of the request's host.

    Raises ``ValueError`` when the parameter fits several sites, and ``Http404`` when it fits none. ``None`` when no
    site answers the host and none is the default.
    """
    asked = request.GET.get("site", "")
    site = _site_named(asked) if asked else site_of_host(request, known_sites())
    if site is not None:
        prefer_site(site)
    return site


def site_pages(request: HttpRequest, model: Any = Page) -> Any:
    """The public pages of the requested site, as a queryset of ``model``. Raises as ``requested_site`` does."""
    site = requested_site(request)
    if site is None:
        return model._default_manager.none()
    public = public_pages(model._default_manager.filter(pages_of(site)))
    if "search" not in request.GET:
        return public
    # By key, because searching refuses conditions on columns that are not in the search index.
    return model._default_manager.filter(pk__in=public.values_list("pk", flat=True))


def site_page(request: HttpRequest, key: int, *, specific: bool = True) -> Any:
    """The one of ``site_pages`` with this key, with its locale and as its own type unless told otherwise, or ``None``.

    Says what the queryset says with two small queries instead of a large one.
    """
    site = requested_site(request)
    if site is None:
        return None
    model = _model_of_page(key) if specific else Page
    page = model._default_manager.select_related("locale").filter(pk=key).first() if model else None
    if page is None or not is_public_page(page) or not _is_page_of(page, site):
        return None
    page.content_type = ContentType.objects.get_for_id(page.content_type_id)
    return page if any(page.url_path.startswith(root.root_path) for root in site_roots()) else None


def live_pages(request: HttpRequest) -> Any:
    """The live pages of the requested site, private ones included. Raises as ``requested_site`` does."""
    site = requested_site(request)
    if site is None:
        return Page.objects.none()
    return Page.objects.live().filter(pages_of(site), content_type__in=installed_page_types())


def pages_of(site: Site) -> Q:
    """The condition for pages of ``site``, public or not: below its root, but not below the root of another site that
    lies within.
    """
    own, inner = _trees_of(site)
    below = _below(own)
    return below & ~_below(inner) if inner else below


def same_site(request: HttpRequest, page: Any = None) -> str:
    """The query string that keeps an address of the API on the site that was asked for, or names the site of ``page``
    where that is another. Empty where the host says it.
    """
    site = (other_site(page) if page is not None else None) or request.GET.get("site")
    return f"?{urlencode({'site': site}, safe=':[]')}" if site else ""


def shown_page(page: Page | None) -> Page | None:
    """``page``, when a reader may know of it: it is public and has an address on some site."""
    return page if page_reference(page) is not None else None


def shown_parent(page: Page) -> Page | None:
    """The page above, when a reader may know of it and it is of the same site."""
    parent = shown_page(page_above(page))
    here, above = page_address(page), page_address(parent) if parent else None
    return parent if here and above and here.site_id == above.site_id else None


def _site_named(name: str) -> Site:
    host, colon, port = name.rpartition(":")
    if not colon or not port.isdigit():  # the last part of an IPv6 address ends with a bracket
        host, port = name, ""
    named = [site for site in known_sites() if site.hostname.lower() == host.lower()]
    found = [site for site in named if str(site.port) == port] if port else named
    if not found:
        raise Http404(f"There is no site {name}.")
    if len(found) > 1:
        raise ValueError(f"site: several sites have the host name {name}; add the port, such as {name}:8000")
    return found[0]


def _model_of_page(key: int) -> Any:
    """The type of the page with this key: ``None`` where there is no page."""
    content_type = Page.objects.filter(pk=key).values_list("content_type_id", flat=True).first()
    return content_type and ContentType.objects.get_for_id(content_type).model_class()


def _is_page_of(page: Page, site: Site) -> bool:
    """Whether ``pages_of`` holds for ``page``."""
    own, inner = _trees_of(site)
    return page.path.startswith(own) and not page.path.startswith(inner)


def _trees_of(site: Site) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths in the page tree at which ``site`` begins, and those within at which other sites begin."""
    own = _trees(known for known in known_sites() if known.pk == site.pk)
    others = _trees(known for known in known_sites() if known.pk != site.pk) - own
    return tuple(own), tuple(path for path in others if path.startswith(tuple(own)))


def _trees(sites: Iterable[Site]) -> set[str]:
    """The paths in the page tree at which ``sites`` begin, one for each language."""
    roots = {site.root_page.path: site.root_page.translation_key for site in sites}
    if not roots or not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return set(roots)
    return set(Page.objects.filter(translation_key__in=roots.values()).values_list("path", flat=True))


def _below(paths: Any) -> Q:
    below = Q()
    for path in paths:
        below |= Q(path__startswith=path)
    return below
