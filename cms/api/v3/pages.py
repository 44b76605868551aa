"""``/api/v3/pages/``: our listing, detail and find, which show nothing private; actions are Wagtail's.

Wagtail's own reading endpoints list aliases of restricted pages and filter by any relation.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from ninja import Field, Query, Router
from ninja.errors import HttpError
from pydantic import PositiveInt
from pydantic.json_schema import SkipJsonSchema
from wagtail.api.v3.querysets import get_pages_queryset
from wagtail.api.v3.routers import pages as stock
from wagtail.api.v3.schemas.revisions import RevisionSchema
from wagtail.models import Page, get_page_models

from cms.api.callers import caller_of
from cms.api.page_conditions import filter_pages
from cms.api.page_filters import PageFilters
from cms.api.public import pages_of, site_page, site_pages
from cms.api.scopes import Scope
from cms.api.v3.access import (
    ANYBODY,
    READS_DRAFTS,
    REVIEWS,
    WRITES,
    WRITES_AND_REVIEWS,
    with_access,
)
from cms.api.v3.fields import FieldsParameter
from cms.api.v3.listing import ListParameters, SearchParameters
from cms.api.v3.moderation import router as moderation_router
from cms.api.v3.page_list import PageList, page_list
from cms.api.v3.page_parameters import FieldFilters, PageOrder
from cms.api.v3.page_selection import PageDetail, selected_page
from cms.api.v3.private_pages import refuse_private
from cms.api.v3.private_pages import router as unlock_router
from cms.api.v3.rich_text_parameter import RichTextParameter, RichTextParameters
from cms.api.v3.site_choice import SiteName, asked_site
from cms.api.v3.writing.operations import add_writing
from cms.api.v3.writing.publication import publishing_what_is_complete
from cms.ledger.head import latest_number

__all__ = ["readable_page", "router", "workable_pages"]

router = Router(tags=["pages"])


def readable_pages(request: HttpRequest, model: Any = Page) -> Any:
    """The public pages of the requested site; for a token, also those that its user can work on in the admin."""
    asked_site(request)  # refuses a name that fits several
    queryset = site_pages(request, model)
    if request.user.is_authenticated:
        workable = Q(pk__in=workable_pages(request, model).values("pk"))
        queryset = model._default_manager.filter(workable | Q(pk__in=queryset.values("pk")))
    return queryset.select_related("content_type", "locale").order_by("pk")


def workable_pages(request: HttpRequest, model: Any = Page) -> Any:
    """What the owner of a token can work on, on every site unless ``?site=`` names one."""
    pages = get_pages_queryset(request, model)
    site = asked_site(request) if "site" in request.GET else None
    return pages.filter(pages_of(site)) if site else pages


def readable_page(request: HttpRequest, page_id: int, fields: str | None = None) -> Any:
    """A page of the requested site as ``PageDetail`` takes it, for the detail and for ``resolve``.

    Raises ``PrivatePageError`` when the page is there and closed to the caller, and ``Http404`` when the caller may not
    know of it.
    """
    asked_site(request)  # refuses a name that fits several
    page = site_page(request, page_id, specific=fields is None)
    if page is None and request.user.is_authenticated:
        page = readable_pages(request).filter(pk=page_id).first()
    if page is None:
        refuse_private(request, page_id)
        raise Http404("No page matches the given query.")
    return selected_page(page, fields)


class PublicPageFilters(stock.PageFilterSchema):
    """Wagtail's filters of the page tree, where pages are compared with readable pages only."""

    type: list[stock.PageTypeLiteral] = Field(default_factory=list, max_length=20)
    locale: str | SkipJsonSchema[None] = Field(default=None, max_length=100)
    site: str | SkipJsonSchema[None] = Field(default=None, max_length=260)

    def filter_type(self, value: list[Any]) -> Q:
        """Called by Wagtail's schema: pages of exactly these types, and of types made from them."""
        models = [model for model in get_page_models() if value and issubclass(model, tuple(value))]
        return Q(content_type__in=ContentType.objects.get_for_models(*models).values()) if models else Q()

    @staticmethod
    def get_public_page(request: HttpRequest, page_id: int, loc: str) -> Page:
        """The page that a filter names."""
        page = readable_pages(request).filter(pk=page_id).first()
        if page is None:
            raise HttpError(422, f"No page matches the given {loc} value.")
        return cast(Page, page)

    @staticmethod
    def get_public_page_or_root(request: HttpRequest, page_id: Any, loc: str) -> Page:
        """The page that a filter names; ``root`` is the root of the requested site."""
        if page_id != "root":
            return PublicPageFilters.get_public_page(request, page_id, loc)
        site = asked_site(request)
        if site is None:
            raise HttpError(422, f"There is no site for the given {loc} value.")
        return cast(Page, site.root_page)


@router.get(
    "/",
    response=PageList,
    url_name="list_pages",
    summary="List pages",
    operation_id="pages_list",
    auth=ANYBODY,
)
def list_pages(
    request: HttpRequest,
    places: Query[PublicPageFilters],
    filters: Query[PageFilters],
    columns: Query[FieldFilters],
    order: Query[PageOrder],
    search: Query[SearchParameters],
    asked: Query[ListParameters],
    rich_text: Query[RichTextParameters],
) -> Any:
    """Pages by type, place in the tree, relations, fields and words."""
    changes = latest_number()
    pages = filter_pages(places.filter(readable_pages(request), request), filters)
    return page_list(request, changes, pages, places.type, order.order, search, asked)


@router.get(
    "/find/",
    response={200: PageDetail, 302: None},  # the first behind the second
    url_name="find_page",
    summary="Find page",
    operation_id="pages_find",
    auth=ANYBODY,
)
def find_page(
    request: HttpRequest,
    id: PositiveInt | None = None,
    html_path: str | None = None,
    site: SiteName = None,
    version: Literal["live", "draft"] = "live",
    rich_text_format: RichTextParameter = "html",
    fields: FieldsParameter = None,
) -> HttpResponse:
    """Redirect to the detail of the page with a path on the site, or else with an id; the other parameters go along."""
    pages = readable_pages(request)
    page = _page_at(request, html_path, pages) if html_path else None
    if page is None and id:
        page = pages.filter(pk=id).first()
    if page is None:
        raise Http404("No page matches the given query.")
    url = reverse("wagtailapi_v3:detail_page", kwargs={"page_id": page.pk})
    query = request.GET.copy()
    for name in ("id", "html_path"):
        query.pop(name, None)
    return redirect(f"{url}?{query.urlencode()}" if query else url)


def _page_at(request: HttpRequest, path: str, pages: Any) -> Page | None:
    site = asked_site(request)
    if site is None:
        return None
    try:
        page, _args, _kwargs = site.root_page.specific.route(request, [part for part in path.split("/") if part])
    except Http404:
        return None
    return cast(Page | None, pages.filter(pk=page.pk).first())


@router.get(
    "/{page_id}/",
    response=PageDetail,
    url_name="detail_page",
    summary="Page detail",
    operation_id="pages_detail",
    auth=ANYBODY,
)
def get_page(
    request: HttpRequest,
    page_id: int,
    site: SiteName = None,
    version: Literal["live", "draft"] = "live",
    rich_text_format: RichTextParameter = "html",
    fields: FieldsParameter = None,
) -> Any:
    """A page with all of its fields, or those that ``fields`` names; its latest draft for a token that may work on it.

    Rich text is never in its stored forms: they name the objects behind links, also those that are not public.
    """
    caller = caller_of(request)
    if version == "draft" and caller.token is not None:
        caller.require(Scope.READ_DRAFTS)
        draft = get_object_or_404(workable_pages(request), pk=page_id).get_latest_revision_as_object()
        return selected_page(draft, fields, loaded=True)
    return readable_page(request, page_id, fields)


def answered_anew(view: Callable[..., Any]) -> Callable[..., Any]:
    """Wagtail's view of a move, with the page as it is in the tree now.

    It answers with an object from before the move, whose parent is looked for where other pages stand by now, or none.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return Page.objects.get(pk=view(request, *args, **kwargs).pk).specific

    return wrapper


ACTIONS = {
    "pages_actions_publish": REVIEWS,
    "pages_actions_unpublish": REVIEWS,
    "pages_actions_copy": WRITES,
    "pages_actions_move": WRITES,
    "pages_actions_delete": WRITES,
    "pages_actions_revert": WRITES,
    "pages_actions_convert_alias": WRITES,
    "pages_actions_create_alias": WRITES_AND_REVIEWS,  # an alias of a live page is live at once
    "pages_actions_copy_for_translation": WRITES,
}
PUBLISHING = frozenset({"pages_actions_copy", "pages_actions_copy_for_translation"})
add_writing(router)
router.delete("/{page_id}/", response={204: None}, auth=WRITES, url_name="delete_page", operation_id="pages_delete")(
    stock.delete
)
router.get(
    "/{page_id}/revisions/",
    response=list[RevisionSchema],
    auth=READS_DRAFTS,
    url_name="list_page_revisions",
    operation_id="pages_revisions_list",
)(stock.list_page_revisions)
router.get(
    "/{page_id}/revisions/{revision_id}/",
    response=stock.PageRevisionDetailSchema,
    auth=READS_DRAFTS,
    url_name="detail_page_revision",
    operation_id="pages_revisions_detail",
)(stock.get_page_revision)
AROUND = {"pages_actions_move": answered_anew, "pages_actions_publish": publishing_what_is_complete}
router.add_router("/", with_access(stock.actions_router, ACTIONS, PUBLISHING, AROUND))
router.add_router("/", unlock_router)
router.add_router("/", moderation_router)
