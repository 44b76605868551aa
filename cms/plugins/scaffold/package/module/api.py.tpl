"""``/api/v3/$name/``: the public pages of this plugin, by title. Mounted by ``hooks``."""

from django.http import HttpRequest
from ninja import Router

from blocks.references import PageReference, page_reference
from blocks.visibility import public_pages
from cms.api.v3.access import ANYBODY
from cms.api.v3.site_choice import SiteName, needed_site
from cms.plugins import plugin_settings
from $module import ${Name}Settings
from $module.models import ${Name}Page

__all__ = ["router"]

router = Router(tags=["$name"])


@router.get("/", response=list[PageReference], auth=ANYBODY, operation_id="${name}_list", summary="$title")
def list_pages(request: HttpRequest, site: SiteName = None) -> list[PageReference]:
    """The pages of the site that everybody may see, by title."""
    root = needed_site(request).root_page
    found = public_pages(${Name}Page.objects.descendant_of(root, inclusive=True)).order_by("title", "pk")
    shown = (page_reference(page) for page in found[: plugin_settings(${Name}Settings).most])
    return [reference for reference in shown if reference]
