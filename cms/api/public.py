"""What the API shows to everybody: public pages and the redirects that lead to them. Asked by both versions.

Nothing here depends on who asks. Wagtail's own queryset also shows aliases of restricted pages; this one does not.
"""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.api.validators import SiteFilterValidator
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from blocks.references import page_reference
from blocks.visibility import public_pages

__all__ = ["public_redirects", "requested_site", "shown_page", "site_pages"]


def requested_site(request: HttpRequest) -> Site | None:
    """The site that ``?site=`` names, else the site of the request's host.

    Raises ``ValueError`` when the parameter fits several sites, and ``Http404`` when it fits none.
    """
    site: Site | None = SiteFilterValidator(site=request.GET.get("site"), request=request).site_obj
    return site


def site_pages(request: HttpRequest, model: Any = Page) -> Any:
    """The public pages of the requested site, as a queryset of ``model``. Raises as ``requested_site`` does."""
    site = requested_site(request)
    if site is None:
        return model._default_manager.none()
    public = public_pages(Page.objects.filter(_below_root(site)))
    # By key, because searching refuses conditions on columns that are not in the search index.
    return model._default_manager.filter(pk__in=public.values_list("pk", flat=True))


def public_redirects(request: HttpRequest) -> QuerySet[Redirect]:
    """The redirects of the request's site (and of every site) that lead to a public page or to an address."""
    redirects: QuerySet[Redirect] = Redirect.get_for_site(Site.find_for_request(request))
    to_address = Q(redirect_page__isnull=True) & ~Q(redirect_link="")
    to_page = Q(redirect_page__in=public_pages(Page.objects.all()).values("pk"))
    return redirects.filter(to_address | to_page).select_related("redirect_page")


def shown_page(page: Page | None) -> Page | None:
    """``page``, when a reader may know of it: it is public and has an address on some site."""
    return page if page_reference(page) is not None else None


def _below_root(site: Site) -> Q:
    below = Q(path__startswith=site.root_page.path)
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        for root in site.root_page.get_translations():
            below |= Q(path__startswith=root.path)
    return below
