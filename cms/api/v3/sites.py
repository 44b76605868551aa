"""``/api/v3/sites/``: our listing and detail, which are public; the writing endpoints are Wagtail's."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from wagtail.api.v3.routers.sites import create_site, delete_site, update_site
from wagtail.models import Site

from blocks.addresses import frontend_root
from cms.api.public import shown_page
from cms.api.v3.access import ANYBODY, WRITES
from cms.api.v3.fields import FieldsParameter
from cms.api.v3.listing import ListParameters
from cms.api.v3.object_list import Kind

__all__ = ["router"]

OWN_FIELDS = ("id", "hostname", "port")

router = Router(tags=["sites"])


class PublicSiteSchema(Schema):
    """A site. ``?site=`` names it by ``hostname`` and ``port``; ``url`` is the address of its frontend, without a slash
    at its end; ``root_page_id`` is its home page, ``null`` when that is not public.
    """

    id: int
    hostname: str
    port: int
    name: str
    url: str
    is_default: bool
    root_page_id: int | None

    @staticmethod
    def resolve_name(obj: Site) -> str:
        """Called by Ninja."""
        return str(obj.site_name)

    @staticmethod
    def resolve_url(obj: Site) -> str:
        """Called by Ninja."""
        return frontend_root(obj.root_url)

    @staticmethod
    def resolve_is_default(obj: Site) -> bool:
        """Called by Ninja."""
        return bool(obj.is_default_site)

    @staticmethod
    def resolve_root_page_id(obj: Site) -> int | None:
        """Called by Ninja."""
        root = shown_page(obj.root_page)
        return root.pk if root else None


KIND = Kind("Site", Site, PublicSiteSchema, OWN_FIELDS, searchable=False)


def all_sites(_request: HttpRequest) -> Any:
    """Every site, the oldest first."""
    return Site.objects.select_related("root_page").order_by("pk")


@router.get(
    "/",
    response=KIND.page,
    url_name="list_sites",
    summary="List sites",
    operation_id="sites_list",
    auth=ANYBODY,
)
def list_sites(
    request: HttpRequest,
    filters: Query[KIND.filters],  # type: ignore[name-defined]  # built at run time
    order: Query[KIND.order],  # type: ignore[name-defined]
    asked: Query[ListParameters],
) -> Any:
    """The sites of the installation."""
    return KIND.list(request, all_sites, order.order, asked)


@router.get(
    "/{site_id}/",
    response=KIND.detail,
    url_name="detail_site",
    summary="Site detail",
    operation_id="sites_detail",
    auth=ANYBODY,
)
def get_site(request: HttpRequest, site_id: int, fields: FieldsParameter = None) -> Any:
    """One site."""
    return KIND.one(get_object_or_404(all_sites(request), pk=site_id), fields)


router.post("/", response={201: PublicSiteSchema}, auth=WRITES, url_name="create_site", operation_id="sites_create")(
    create_site
)
router.put("/{site_id}/", response=PublicSiteSchema, auth=WRITES, url_name="update_site", operation_id="sites_update")(
    update_site
)
router.delete("/{site_id}/", response={204: None}, auth=WRITES, url_name="delete_site", operation_id="sites_delete")(
    delete_site
)
