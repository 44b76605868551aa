"""``/api/v3/settings/``: what holds for a whole site, such as its name, its contact and its licence."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from cms.api.v3.access import ANYBODY
from cms.api.v3.rich_text_parameter import RichTextParameter
from cms.api.v3.site_choice import SiteName, needed_site
from home.settings_registry import every_public_setting, public_settings_type

__all__ = ["router"]

router = Router(tags=["site"])


@router.get(
    "/",
    response=public_settings_type(),
    url_name="site_settings",
    summary="Settings of a site",
    operation_id="settings",
    auth=ANYBODY,
)
def settings(
    request: HttpRequest, site: SiteName = None, rich_text_format: RichTextParameter = "html"
) -> dict[str, Any]:
    """The settings of the site; the defaults where nobody has saved any."""
    return every_public_setting(needed_site(request))
