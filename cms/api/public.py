"""What the API shows to everybody of one site: its public pages. Asked by both versions.

Nothing here depends on who asks. Wagtail's own queryset also shows aliases of restricted pages, and pages of a site
whose root lies within another site's tree as that one's; this one does neither.
"""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest
from wagtail.models import Page, Site

from blocks.addresses import other_site, page_address, prefer_site
from blocks.references import page_reference
from blocks.visibility import public_pages

__all__ = ["live_pages", "pages_of", "requested_site", "same_site", "shown_page", "shown_parent", "site_pages"]


def requested_site(request: HttpRequest) -> Site | None:
    """The site that ``?site=`` names (a host name, with a port where sites share one), else that of the request's host.

    Raises ``ValueError`` when the parameter fits several sites, and ``Http404`` when it fits none. ``None`` when no
    site answers the host and none is the default.
    """
    asked = request.GET.get("site", "")
    site: Site | None = _site_named(asked) if asked else Site.find_for_request(request)
    if site is not None:
        prefer_site(site)
    return site


def site_pages(request: HttpRequest, model: Any = Page) -> Any:
    """The public pages of the requested site, as a queryset of ``model``. Raises as ``requested_site`` does."""
    site = requested_site(request)
    if site is None:
        return model._default_manager.none()
    public = public_pages(Page.objects.filter(pages_of(site)))
    # By key, because searching refuses conditions on columns that are not in the search index.
    return model._default_manager.filter(pk__in=public.values_list("pk", flat=True))


def live_pages(request: HttpRequest) -> Any:
    """The live pages of the requested site, private ones included. Raises as ``requested_site`` does."""
    site = requested_site(request)
    return Page.objects.live().filter(pages_of(site)) if site is not None else Page.objects.none()


def pages_of(site: Site) -> Q:
    """The condition for pages of ``site``, public or not: below its root, but not below the root of another site that
    lies within.
    """
    own = _trees(Site.objects.filter(pk=site.pk))
    below = _below(own)
    inner = [path for path in _trees(Site.objects.exclude(pk=site.pk)) - own if path.startswith(tuple(own))]
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
    parent = shown_page(page.get_parent())
    here, above = page_address(page), page_address(parent) if parent else None
    return parent if here and above and here.site_id == above.site_id else None


def _site_named(name: str) -> Site:
    host, colon, port = name.rpartition(":")
    if not colon or not port.isdigit():  # the last part of an IPv6 address ends with a bracket
        host, port = name, ""
    sites = Site.objects.filter(hostname__iexact=host).select_related("root_page")
    found = list(sites.filter(port=port) if port else sites)
    if not found:
        raise Http404(f"There is no site {name}.")
    if len(found) > 1:
        raise ValueError(f"site: several sites have the host name {name}; add the port, such as {name}:8000")
    return found[0]


def _trees(sites: Any) -> set[str]:
    """The paths in the page tree at which ``sites`` begin, one for each language."""
    roots = dict(sites.values_list("root_page__path", "root_page__translation_key"))
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return set(roots)
    return set(Page.objects.filter(translation_key__in=roots.values()).values_list("path", flat=True))


def _below(paths: Any) -> Q:
    below = Q()
    for path in paths:
        below |= Q(path__startswith=path)
    return below
