"""The preview mode "Frontend" of every page whose site a frontend shows.

Registered by ``cms.preview.plugin``; Wagtail's views ask for it in the side panel, in a new tab, for revisions and in
workflows, after they have checked what the person may see.
"""

from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from blocks.addresses import frontend_of
from cms.conf import product_settings
from cms.hookspecs import PreviewMode
from cms.preview.drafts import keep_draft
from cms.preview.tokens import make_preview_token

__all__ = ["FRONTEND"]


def has_frontend(page: Page) -> bool:
    """Whether a frontend previews ``page``. Of a page that nobody has placed yet: whether there may be one."""
    settings = product_settings()
    if not settings.frontend_preview_path or not settings.frontend_urls:
        return False
    return not page.url_path or frontend_of(page) is not None


def lead_to_frontend(page: Page, request: HttpRequest) -> HttpResponse:
    """Lead to the preview route of the frontend with a token for ``page`` as it is here.

    ``request`` is one of the admin's, with ``is_editing`` where a form is being filled in.
    """
    draft = keep_draft(page, request.user, is_typed=getattr(request, "is_editing", False))
    query = urlencode({"token": make_preview_token(draft.key)})
    response = redirect(f"{frontend_of(page)}{product_settings().frontend_preview_path}?{query}")
    response["Cache-Control"] = "private, no-store"
    return response


FRONTEND = PreviewMode("frontend", cast(str, _("Frontend")), lead_to_frontend, offered=has_frontend, order=-100)
