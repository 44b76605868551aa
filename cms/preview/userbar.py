"""Wagtail's user bar for frontends, and the content checker across the two domains.

In the frame of the preview, the user bar is what the editor talks to: it runs the checks that the editor asks for,
counts words, and keeps the place to which somebody has scrolled.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem, Userbar
from wagtail.admin.utils import get_admin_base_url

from cms.conf import product_settings
from cms.setting_values import origin_of

__all__ = ["FrontendContentCheckerItem", "frontends_checker", "userbar"]

SAME_ORIGIN = "<same_origin>"  # as axe-core has it; the CMS's own rendering is
CHECKERS = (ContentCheckerItem, AccessibilityItem)  # Wagtail's own; a plugin's knows best


@require_safe
def userbar(request: HttpRequest) -> HttpResponse:
    """The user bar as a piece of HTML, the same for everybody: a link to the admin, and the content checker.

    It is rendered without the request, whose host may be that of the API: all of its addresses, and the origin that it
    talks to, are the admin's.
    """
    context = Userbar(position="bottom-right").get_context_data({"request": None})
    response = TemplateResponse(request, "preview/userbar.html", context)
    response["Cache-Control"] = "no-cache"
    return response


class FrontendContentCheckerItem(ContentCheckerItem):
    """The content checker that lets the admin and the frontends answer each other, and nobody else."""

    def get_axe_spec(self, request: HttpRequest | None) -> dict[str, Any]:
        """Wagtail's, with the origins whose frames may take part."""
        others = product_settings().frontend_origins if self.in_editor else [origin_of(get_admin_base_url())]
        return {**super().get_axe_spec(request), "allowedOrigins": [SAME_ORIGIN, *others]}


def frontends_checker(items: list[Any]) -> None:
    """Put the checker for frontends in the place of Wagtail's own among ``items`` of a user bar."""
    if product_settings().frontend_urls:
        items[:] = [
            FrontendContentCheckerItem(in_editor=item.in_editor) if type(item) in CHECKERS else item for item in items
        ]
