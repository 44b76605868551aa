"""``/api/v3/resolve/``: what is at a path of a site. The one request of a frontend's catch-all route."""

from contextlib import suppress
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from pydantic import Discriminator
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from blocks.dependencies import depends_on_every
from blocks.references import PageReference
from cms.api.paths import pages_on_path
from cms.api.problems import problem_response
from cms.api.redirects import redirect_from, redirect_location
from cms.api.v3.access import ANYBODY
from cms.api.v3.fields import FieldsParameter
from cms.api.v3.page_selection import PageDetail
from cms.api.v3.pages import readable_page
from cms.api.v3.rich_text_parameter import RichTextParameter
from cms.api.v3.site_choice import SiteName, needed_site

__all__ = ["router"]

LONGEST_PATH = 2_000

router = Router(tags=["site"])


def schema_within_the_document(schema: type[Schema]) -> dict[str, Any]:
    """The JSON Schema of ``schema``, which refers to components that the document has from elsewhere."""
    found = schema.model_json_schema(ref_template="#/components/schemas/{model}")
    return {name: value for name, value in found.items() if name not in {"$defs", "title"}}


class ResolvedPage(Schema):
    """There is a page: all of it, as ``/pages/{id}/`` gives it."""

    kind: Literal["page"]
    page: PageDetail


class ResolvedRedirect(Schema):
    """A redirect leads elsewhere: to the URL of a page on its frontend's domain, or to an address as it was typed."""

    kind: Literal["redirect"]
    location: str
    status: Literal[301, 302]


class NothingAtPath(Schema):
    """The problem where nothing is; ``nearest`` is the closest public page above."""

    type: str
    title: str
    status: Literal[404]
    detail: str
    message: str
    nearest: PageReference | None


#: Stated by hand, because Ninja documents every response as ``application/json``.
NOT_FOUND = {
    "description": NothingAtPath.__doc__,
    "content": {"application/problem+json": {"schema": schema_within_the_document(NothingAtPath)}},
}
Resolution = Annotated[ResolvedPage | ResolvedRedirect, Discriminator("kind")]
SitePath = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_PATH,
        description="An address within the site, such as /a/b/?c=d, percent-encoded or not.",
    ),
]


@router.get(
    "/",
    response=Resolution,
    openapi_extra={"responses": {HTTPStatus.NOT_FOUND.value: NOT_FOUND}},
    url_name="resolve",
    summary="What is at a path",
    operation_id="resolve",
    auth=ANYBODY,
)
def resolve(
    request: HttpRequest,
    path: SitePath,
    site: SiteName = None,
    rich_text_format: RichTextParameter = "html",
    fields: FieldsParameter = None,
) -> dict[str, Any] | HttpResponse:
    """The page at a path, or the redirect from it, or a problem that names the nearest public page above.

    A slash at the end makes no difference. A page is found whatever the query string; a redirect from the address with
    its query string wins over one without. ``fields`` selects of the page.
    """
    try:
        asked = needed_site(request)
    except Http404 as error:
        return nothing_at_path(str(error))
    there = pages_on_path(asked, path)
    if there.page is not None:
        with suppress(Http404):
            return {"kind": "page", "page": readable_page(request, there.page.pk, fields)}
    depends_on_every(Page, Redirect)  # a page that comes to stand here would win
    redirect = redirect_from(asked, path)
    location = redirect_location(redirect) if redirect else None
    if redirect and location:
        status = HTTPStatus.MOVED_PERMANENTLY if redirect.is_permanent else HTTPStatus.FOUND
        return {"kind": "redirect", "location": location, "status": status.value}
    return nothing_at_path("There is nothing at this path.", there.nearest)


def nothing_at_path(detail: str, nearest: PageReference | None = None) -> HttpResponse:
    """See ``NothingAtPath``."""
    return problem_response(HTTPStatus.NOT_FOUND, detail, nearest=nearest)
