"""``/api/v3/snippets/``: our listing and detail; the writing endpoints and the revisions are Wagtail's.

Everybody reads the kinds that are registered as public, as far as they are live; the others take a token that reads
drafts, of an owner who works with them. Wagtail's own serve nobody without a token.
"""

from typing import Any, Literal

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from wagtail.api.v3.schemas.params import TranslationFilterSchema
from wagtail.api.v3.schemas.revisions import RevisionDetailSchema, RevisionSchema
from wagtail.models import DraftStateMixin, RevisionMixin, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.api.v3 import router as stock

from cms.api.callers import caller_of
from cms.api.scopes import Scope
from cms.api.v3.access import ANYBODY, READS_DRAFTS, REVIEWS, WRITES, publishes_with_review
from cms.api.v3.fields import FieldsParameter
from cms.api.v3.listing import ListParameters, SearchParameters
from cms.api.v3.refusal import refusal
from cms.api.v3.rich_text_parameter import RichTextParameter, RichTextParameters
from cms.api.v3.snippet_schemas import (
    KINDS,
    PUBLIC,
    SnippetDetail,
    SnippetFilters,
    SnippetList,
    SnippetOrder,
    SnippetType,
    relations,
    whole_snippet,
)

__all__ = ["router"]

WORK = ("add", "change", "delete", "view")

router = Router(tags=["snippets"])


def readable_snippets(request: HttpRequest, label: str) -> Any:
    """The entries of a kind that the caller may read, with what the API shows of them.

    Raises ``PermissionDenied`` and ``MissingScopeError`` for a kind that is not for everybody.
    """
    model = KINDS[label].model
    user: Any = request.user
    caller = caller_of(request)
    if label not in PUBLIC:
        if caller.token is None:
            raise PermissionDenied
        caller.require(Scope.READ_DRAFTS)
    policy = policy_registry.get_by_type(model)
    works = user.is_authenticated and policy.user_has_any_permission(user, WORK)
    if not works and label not in PUBLIC:
        raise PermissionDenied
    to_one, to_many = relations(model)
    readable = model._default_manager.select_related(*to_one).prefetch_related(*to_many).order_by("pk")
    if works:
        mine = policy.instances_user_has_any_permission_for(user, WORK)
        return readable.filter(pk__in=mine.order_by().values("pk"))
    return readable.filter(live=True) if issubclass(model, DraftStateMixin) else readable


@router.get(
    "/{type}/",
    response=SnippetList,
    url_name="list_snippets",
    summary="List snippets",
    operation_id="snippets_list",
    auth=ANYBODY,
)
def list_snippets(
    request: HttpRequest,
    type: SnippetType,
    translations: Query[TranslationFilterSchema],
    filters: Query[SnippetFilters],
    order: Query[SnippetOrder],
    search: Query[SearchParameters],
    asked: Query[ListParameters],
    rich_text: Query[RichTextParameters],
) -> Any:
    """The entries of one kind, by their fields and words."""
    kind = KINDS[type]
    for name in sorted(set(SnippetFilters.model_fields).intersection(request.GET) - set(kind.filters.model_fields)):
        raise refusal(name, f"{type} cannot be filtered by {name!r}")
    if search.search is not None and not kind.searchable:
        raise refusal("search", f"{type} cannot be searched")

    def readable(request: HttpRequest) -> Any:
        return translations.filter_queryset(readable_snippets(request, type))

    return kind.list(request, readable, order.order, asked, search)


@router.get(
    "/{type}/{pk}/",
    response=SnippetDetail,
    url_name="detail_snippet",
    summary="Snippet detail",
    operation_id="snippets_detail",
    auth=ANYBODY,
)
def get_snippet(
    request: HttpRequest,
    type: SnippetType,
    pk: str,
    version: Literal["live", "draft"] = "live",
    rich_text_format: RichTextParameter = "html",
    fields: FieldsParameter = None,
) -> Any:
    """One entry; its latest draft for a token that may work on it."""
    caller = caller_of(request)
    drafts = version == "draft" and caller.token is not None
    if drafts:
        caller.require(Scope.READ_DRAFTS)
    found = get_object_or_404(readable_snippets(request, type), pk=_key(type, pk))
    if drafts and isinstance(found, DraftStateMixin):
        found = found.get_latest_revision_as_object()
    return KINDS[type].one(found, fields)


def _key(label: str, pk: str) -> Any:
    """``pk``, of an address, as the key of a kind. Raises ``Http404`` for what cannot be one."""
    try:
        return KINDS[label].model._meta.pk.to_python(unquote(pk))
    except ValidationError:
        raise Http404(f"There is no {label} {pk}.") from None


class SnippetRevision(RevisionDetailSchema):
    """A version of an entry."""

    content_object: whole_snippet(RevisionMixin)  # type: ignore[valid-type]  # built at run time

    @staticmethod
    def resolve_content_object(obj: Any) -> Any:
        """Called by Ninja."""
        return obj.as_object()


WHOLE = whole_snippet()
DRAFTABLE = whole_snippet(DraftStateMixin)

router.post("/{type}/", response={201: WHOLE}, auth=WRITES, url_name="create_snippet", operation_id="snippets_create")(
    publishes_with_review(stock.create_snippet)
)
router.patch(
    "/{type}/{pk}/",
    response=WHOLE,
    auth=WRITES,
    url_name="update_snippet",
    operation_id="snippets_update",
)(publishes_with_review(stock.update_snippet))
router.delete(
    "/{type}/{pk}/",
    response={204: None},
    auth=WRITES,
    url_name="delete_snippet",
    operation_id="snippets_delete",
)(stock.delete_snippet)
router.delete(
    "/{type}/{pk}/actions/delete/",
    response={204: None},
    auth=WRITES,
    url_name="snippets_actions_delete",
    operation_id="snippets_actions_delete",
)(stock.delete_snippet)
router.get(
    "/{type}/{pk}/revisions/",
    response=list[RevisionSchema],
    auth=READS_DRAFTS,
    url_name="list_snippet_revisions",
    operation_id="snippets_revisions_list",
)(stock.list_snippet_revisions)
router.get(
    "/{type}/{pk}/revisions/{revision_id}/",
    response=SnippetRevision,
    auth=READS_DRAFTS,
    url_name="detail_snippet_revision",
    operation_id="snippets_revisions_detail",
)(stock.get_snippet_revision)
for name, view, access, response in (
    ("publish", stock.publish_snippet, REVIEWS, DRAFTABLE),
    ("unpublish", stock.unpublish_snippet, REVIEWS, DRAFTABLE),
    ("revert", stock.revert_snippet, WRITES, whole_snippet(RevisionMixin)),
    ("copy_for_translation", stock.copy_for_translation, WRITES, {201: whole_snippet(TranslatableMixin)}),
):
    router.post(
        f"/{{type}}/{{pk}}/actions/{name}/",
        response=response,
        auth=access,
        url_name=f"snippets_actions_{name}",
        operation_id=f"snippets_actions_{name}",
    )(view)
