"""``POST /api/v3/pages/``, ``PATCH /api/v3/pages/{id}/`` and ``GET /api/v3/pages/{id}/source/``.

A page is validated by its form in the admin and saved by the admin's actions: as a draft, unless it is to be published.
"""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _
from ninja import Field, Router, Status
from ninja.errors import HttpError
from wagtail.actions import action_registry
from wagtail.api.v3.routers import pages as stock
from wagtail.coreutils import find_available_slug, resolve_model_string
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.utils.forms import FormValidationError

from blocks.input_forms import Reference
from cms.api.query import LARGEST_NUMBER
from cms.api.v3.access import READS_DRAFTS, WRITES, publishes_with_review
from cms.api.v3.guard import refusing_misfits
from cms.api.v3.problem_responses import documented_problems
from cms.api.v3.rich_text_parameter import RichTextParameter
from cms.api.v3.stream_types import RepresentedAs
from cms.api.v3.writing.choosable import known_page, unknown_references
from cms.api.v3.writing.contents import ChangedPageContent, NewPageContent, taken_out
from cms.api.v3.writing.faults import fault, form_faults, model_faults, refused
from cms.api.v3.writing.page_types import PageInput, page_input, sent_new_page, sent_page, writable_models

__all__ = ["add_writing"]

PageId = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
SentNewPage: Any = sent_new_page()
SentPage: Any = sent_page()
PageSource = Annotated[Any, RepresentedAs(lambda: SentPage)]
NEW_PAGE: Any = NewPageContent(...)
CHANGED_PAGE: Any = ChangedPageContent(...)
META = "meta"


def get_source(request: HttpRequest, page_id: PageId) -> Any:
    """The latest draft of a page as ``PATCH`` takes it: with the ids of blocks, of rows and of what they name.

    Without blocks of plugins that are not installed; they stay where they are.
    """
    page = get_object_or_404(stock.get_pages_queryset(request), pk=page_id)
    if page.specific_class not in writable_models():
        raise Http404("No page matches the given query.")
    inputs, draft = page_input(page.specific_class), page.get_latest_revision_as_object()
    return inputs.source(inputs.opened(draft, request.user, draft.get_parent()))


@publishes_with_review
@refusing_misfits
def create_page(
    request: HttpRequest,
    data: SentNewPage = NEW_PAGE,
    rich_text_format: RichTextParameter = "html",
) -> Any:
    """Create a page below another one, as a draft unless it is to be published."""
    _require_any(request, "add")
    meta = data[META]
    model: Any = resolve_model_string(meta["type"])
    found = known_page(request, meta["parent_id"])
    if found is None:
        raise Http404("No page matches the given query.")
    parent = found.specific
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied(_("You may not create pages there."))
    if model not in parent.creatable_subpage_models() or not model.can_create_at(parent):
        raise refused([fault((META, "type"), _("A page of this type cannot stand there."), "page_type")])
    page = model(owner=request.user, locale=parent.locale)
    _give_slug(data, parent)
    inputs = page_input(model)
    publishes = meta.get("action") == "publish"
    opened = inputs.opened(page, request.user, parent)
    _check(request, inputs, data, opened, before={})
    form = inputs.bind(opened, data, whole=True)
    action: Any = action_registry.get_action_class(model, "create")
    _save(inputs, form, action(form.instance, parent, user=request.user, form=form, publish=publishes))
    return Status(HTTPStatus.CREATED, _answered(request, form.instance))


@publishes_with_review
@refusing_misfits
def update_page(
    request: HttpRequest,
    page_id: int,
    data: SentPage = CHANGED_PAGE,
    rich_text_format: RichTextParameter = "html",
) -> Any:
    """Change a page: a new draft, which is published if it is to be. What is not sent stays as it is.

    409 for an alias, which has no content of its own.
    """
    _require_any(request, "change")
    meta = data.get(META) or {}
    model: Any = resolve_model_string(meta["type"])
    page = get_object_or_404(model, pk=page_id).get_latest_revision_as_object()
    publishes = meta.get("action") == "publish"
    edit: Any = action_registry.get_action_class(model, "edit")
    edit(page, user=request.user, publish=publishes).check()
    if page.alias_of_id is not None:
        raise HttpError(HTTPStatus.CONFLICT, _("This page mirrors another one. Change that one, or convert this one."))
    inputs = page_input(model)
    opened = inputs.opened(page, request.user, page.get_parent())
    _check(request, inputs, data, opened, before=inputs.source(opened))
    form = inputs.bind(opened, data, whole=publishes)
    _save(inputs, form, edit(form.instance, user=request.user, form=form, publish=publishes))
    return _answered(request, form.instance)


def add_writing(router: Router) -> None:
    """Add the operations to the router of pages, which reads at the same addresses."""
    router.get(
        "/{page_id}/source/",
        response=PageSource,
        url_name="page_source",
        summary="A page as it can be sent back",
        operation_id="pages_source",
        auth=READS_DRAFTS,
    )(get_source)
    router.post(
        "/",
        response={HTTPStatus.CREATED: stock.PageDetailSchema},
        url_name="create_page",
        summary="Create page",
        operation_id="pages_create",
        auth=WRITES,
    )(create_page)
    router.patch(
        "/{page_id}/",
        response=stock.PageDetailSchema,
        url_name="update_page",
        summary="Update page",
        operation_id="pages_update",
        auth=WRITES,
        openapi_extra=documented_problems(HTTPStatus.CONFLICT),
    )(update_page)


def _require_any(request: HttpRequest, right: str) -> None:
    if not policy_registry.get_by_type(Page).user_has_any_permission(request.user, (right,)):
        raise PermissionDenied


def _check(request: HttpRequest, inputs: PageInput, sent: dict[str, Any], opened: Any, before: dict[str, Any]) -> None:
    """Raise the faults of fields that the caller may not change, and of names of what they may not know."""
    closed = inputs.refused_fields(opened, sent)
    faults = [fault((name,), _("You may not change this."), "forbidden") for name in closed]
    faults += unknown_references(request, _references(inputs, sent), _references(inputs, before))
    if faults:
        raise refused(faults)


def _references(inputs: PageInput, sent: dict[str, Any]) -> Iterator[Reference]:
    for name, part in inputs.parts.items():
        if name in sent:
            yield from (each.below(name) for each in part.references(sent[name]))


def _save(inputs: PageInput, form: Any, action: Any) -> None:
    try:
        action.execute()
    except FormValidationError as error:
        raise refused(form_faults(form, inputs.names, inputs.streams)) from error
    except ValidationError as error:
        raise refused(model_faults(error, inputs.names)) from error


def _give_slug(data: dict[str, Any], parent: Page) -> None:
    """Make a slug of the title where none was sent, as the editor's browser does."""
    made = slugify(data["title"], allow_unicode=getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True))
    if made and not data.get("slug"):
        data["slug"] = find_available_slug(parent, made)


def _answered(request: HttpRequest, page: Any) -> Any:
    page._meta_warnings = taken_out(request)
    return page
