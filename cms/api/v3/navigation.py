"""``/api/v3/navigation/``: the menus of a site. Which item is the current page is left to the client."""

from django.http import HttpRequest
from ninja import Router, Schema

from cms.api.v3.access import ANYBODY
from cms.api.v3.site_choice import SiteName, needed_site
from home.navigation import MenuItem, footer_menu, main_menu

__all__ = ["router"]

router = Router(tags=["site"])


class NavigationSchema(Schema):
    """The menus of a site, with public pages only: ``main`` is four levels deep at most, ``footer`` has one."""

    main: list[MenuItem]
    footer: list[MenuItem]


@router.get(
    "/",
    response=NavigationSchema,
    url_name="navigation",
    summary="Menus of a site",
    operation_id="navigation",
    auth=ANYBODY,
)
def navigation(request: HttpRequest, site: SiteName = None) -> dict[str, list[MenuItem]]:
    """The main menu and the footer menu."""
    asked = needed_site(request)
    return {"main": main_menu(asked), "footer": footer_menu(asked)}
