"""``/api/v3/redirects/``: our listing, detail and find, which show nothing private; the rest is Wagtail's.

Wagtail's own give everybody the redirects of every site and the pages behind them, whether or not those are public.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from ninja import Query, Router
from pydantic import PositiveInt
from wagtail.contrib.redirects.api.v3.router import (
    BASE_REDIRECT_READ_FIELDS,
    create_redirect,
    delete_redirect,
    update_redirect,
)
from wagtail.contrib.redirects.api.v3.router import RedirectSchema as StockRedirectSchema
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

from cms.api.public import same_site
from cms.api.redirects import public_redirects, redirect_from, redirect_location
from cms.api.v3.access import ANYBODY, WRITES
from cms.api.v3.fields import FieldsParameter
from cms.api.v3.listing import ListParameters
from cms.api.v3.object_list import Kind
from cms.api.v3.site_choice import SiteName, asked_site

__all__ = ["router"]

OWN_FIELDS = tuple(name for name in BASE_REDIRECT_READ_FIELDS if name != "site")  # which has an operation of its own

router = Router(tags=["redirects"])


class RedirectSchema(StockRedirectSchema):
    """A redirect, with the URL that it leads to: ``null`` when that is a page that the public may not see."""

    location: str | None

    @staticmethod
    def resolve_location(obj: Redirect) -> str | None:
        """Called by Ninja."""
        return redirect_location(obj)


KIND = Kind("Redirect", Redirect, RedirectSchema, OWN_FIELDS, searchable=False)


def readable_redirects(request: HttpRequest) -> Any:
    """Public redirects; for a token whose user manages redirects, all of them, on every site unless ``?site=`` names
    one.
    """
    site = asked_site(request)
    if policy_registry.get_by_type(Redirect).user_has_any_permission(request.user, ("add", "change", "delete")):
        redirects = Redirect.get_for_site(site if "site" in request.GET else None)
        return redirects.select_related("redirect_page").order_by("pk")
    return public_redirects(request).order_by("pk")


@router.get(
    "/",
    response=KIND.page,
    url_name="list_redirects",
    summary="List redirects",
    operation_id="redirects_list",
    auth=ANYBODY,
)
def list_redirects(
    request: HttpRequest,
    filters: Query[KIND.filters],  # type: ignore[name-defined]  # built at run time
    order: Query[KIND.order],  # type: ignore[name-defined]
    asked: Query[ListParameters],
    site: SiteName = None,
) -> Any:
    """Redirects by their fields."""
    return KIND.list(request, readable_redirects, order.order, asked)


@router.get(
    "/find/",
    response={200: RedirectSchema, 302: None},  # the first behind the second
    url_name="find_redirect",
    summary="Find redirect",
    operation_id="redirects_find",
    auth=ANYBODY,
)
def find_redirect(
    request: HttpRequest, id: PositiveInt | None = None, html_path: str | None = None, site: SiteName = None
) -> HttpResponse:
    """Redirect to the detail of the redirect from a path, or else with an id."""
    redirects = readable_redirects(request)
    found = _redirect_from(request, html_path, redirects) if html_path else None
    if found is None and id:
        found = redirects.filter(pk=id).first()
    if found is None:
        raise Http404("No redirect matches the given query.")
    url = reverse("wagtailapi_v3:detail_redirect", kwargs={"redirect_id": found.pk})
    return redirect(f"{url}{same_site(request)}")


def _redirect_from(request: HttpRequest, path: str, redirects: Any) -> Redirect | None:
    site = asked_site(request)
    found = redirect_from(site, path) if site else None
    match: Redirect | None = redirects.filter(pk=found.pk).first() if found else None
    return match


@router.get(
    "/{redirect_id}/",
    response=KIND.detail,
    url_name="detail_redirect",
    summary="Redirect detail",
    operation_id="redirects_detail",
    auth=ANYBODY,
)
def get_redirect_detail(
    request: HttpRequest, redirect_id: int, site: SiteName = None, fields: FieldsParameter = None
) -> Any:
    """One redirect."""
    return KIND.one(get_object_or_404(readable_redirects(request), pk=redirect_id), fields)


router.post(
    "/",
    response={201: RedirectSchema},
    auth=WRITES,
    url_name="create_redirect",
    operation_id="redirects_create",
)(create_redirect)
router.put(
    "/{redirect_id}/",
    response=RedirectSchema,
    auth=WRITES,
    url_name="update_redirect",
    operation_id="redirects_update",
)(update_redirect)
router.delete(
    "/{redirect_id}/",
    response={204: None},
    auth=WRITES,
    url_name="delete_redirect",
    operation_id="redirects_delete",
)(delete_redirect)
