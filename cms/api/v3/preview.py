"""``/api/v3/preview/``: a page as somebody previews it, for the frontend that has the token of the preview.

What the page refers to is shown as everybody sees it: links to drafts and to private pages are left out as they are for
readers, so a token that gets into other hands tells of one page.
"""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router
from wagtail.models import Page

from cms.api.callers import caller_of
from cms.api.v3.access import PREVIEWS
from cms.api.v3.fields import FieldsParameter
from cms.api.v3.page_selection import PageDetail, selected_page
from cms.api.v3.rich_text_parameter import RichTextParameter
from cms.api.v3.site_choice import SiteName, asked_site
from cms.preview.drafts import page_of

__all__ = ["router"]

router = Router(tags=["pages"])


@router.get(
    "/",
    response=PageDetail,
    url_name="preview",
    summary="Preview of a page",
    operation_id="preview",
    auth=PREVIEWS,
)
def get_preview(
    request: HttpRequest,
    site: SiteName = None,
    rich_text_format: RichTextParameter = "html",
    fields: FieldsParameter = None,
) -> Any:
    """The page that the preview token is for, as its detail is: saved or not, with what was typed last.

    The id of a page that was never saved is 0.
    """
    asked_site(request)  # refuses a name that fits several
    draft = caller_of(request).draft
    try:
        page = page_of(draft) if draft is not None else None
    except Page.DoesNotExist:
        page = None
    if page is None:
        raise Http404("There is no page to preview.")
    return selected_page(page, fields, loaded=True)
