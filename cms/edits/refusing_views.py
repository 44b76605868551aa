"""Wagtail's own edit views, made to show the form again as it was typed instead of saving it.

They answer in place of the view. The view that is made here is a subclass of the one that was asked for, so that it
shows the same form, whatever its kind, to whom that one would show it. Called by the hook that Wagtail runs before an
edit of a page, and by ``cms.edits.middleware`` before any other.
"""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page, Revision

from cms.edits.refusal import Refusal, refusal_of
from cms.edits.shown import content_of, forms_in, replaced_fields
from cms.edits.states import is_stale, latest_revision

__all__ = ["as_opened", "refuse_stale_edit", "refuse_stale_page"]

REFUSING = "cms.edits.refusing"
OPENED_WITH = ("overwrite_revision_id", "loaded_revision_id")


def refuse_stale_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The answer to a page's form that would overwrite what somebody has saved in the meantime, or ``None``.

    ``page`` may be as of any revision.
    """
    if request.method != "POST" or REFUSING in request.META or not is_stale(request.POST, page, _nothing):
        return None
    refusal = refusal_of(page, request.user, request.POST, _nothing)
    if not request.accepts("text/html"):  # autosave: what its script knows as a conflict
        answer = {"success": False, "error_code": "invalid_revision", "error_message": refusal.message}
        return JsonResponse(answer, status=400)
    match: Any = request.resolver_match
    view = page_viewset_registry.get_by_page_id(page.pk).get_view_by_name(match.url_name)  # one address for all types
    refusal.compare_url = _compare_url(request, page, "wagtailadmin_pages:revisions_compare")
    request.META[REFUSING] = True
    refusing: Any = type(f"Refusing{view.view_class.__name__}", (_RefusingPageEdit, view.view_class), {})
    response: HttpResponse = refusing.as_view(refusal=refusal, **view.view_initkwargs)(
        request, *match.args, **match.kwargs
    )
    return response


def refuse_stale_edit(request: HttpRequest, view: Any) -> HttpResponse | None:
    """The answer to the form of anything else, sent to ``view``: any of Wagtail's generic edit views, or ``None``."""
    match: Any = request.resolver_match
    options: dict[str, Any] = view.view_initkwargs
    asked = view.view_class(**options)
    try:
        asked.setup(as_opened(request), *match.args, **match.kwargs)
        stored = asked.object = asked.get_object()
    except (Http404, PermissionDenied):  # which the view itself answers
        return None

    def content() -> Any:
        return content_of(stored, forms_in(asked.get_context_data()))

    if not is_stale(request.POST, stored, content):
        return None
    refusal = refusal_of(stored, request.user, request.POST, content)
    name = options.get("revisions_compare_url_name", getattr(view.view_class, "revisions_compare_url_name", None))
    refusal.compare_url = _compare_url(request, stored, name)
    refusing: Any = type(f"Refusing{view.view_class.__name__}", (_RefusingEdit, view.view_class), {})
    answering = require_admin_access(refusing.as_view(refusal=refusal, **options))
    response: HttpResponse = answering(request, *match.args, **match.kwargs)
    return response


class _ShowsRefusal:
    """What both kinds of views have in common: mixed into Wagtail's."""

    refusal: Refusal = Refusal("", "")  # given to ``as_view``
    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # Wagtail's view
        self.refusal.replaced = replaced_fields(forms_in(context))
        # Whatever is typed next is kept by an explicit save alone.
        return {**context, "refusal": self.refusal, "autosave_enabled": False, "has_unsaved_changes": True}


class _RefusingPageEdit(_ShowsRefusal):
    """For pages."""

    template_name = "edits/page.html"
    errors_debug: str | None
    locked_for_user: bool

    def get_template_names(self) -> list[str]:
        return [self.template_name]

    def form_valid(self, form: Any) -> HttpResponse:
        form.restore_required_fields()
        return self._shown_again(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self._shown_again(form)

    def _shown_again(self, form: Any) -> HttpResponse:
        messages.validation_error(self.request, self.refusal.message, form)
        self.errors_debug = repr(form.errors)
        response: HttpResponse = self.render_to_response(self.get_context_data())  # type: ignore[attr-defined]
        return response


class _RefusingEdit(_ShowsRefusal):
    """For everything else."""

    produced_error_code: str
    produced_error_message: str

    def is_valid(self, form: Any) -> bool:
        super().is_valid(form)  # type: ignore[misc]  # shows the mistakes in the form as well
        self.produced_error_code, self.produced_error_message = "invalid_revision", self.refusal.message
        return False


def as_opened(request: HttpRequest) -> HttpRequest:
    """``request`` as if it asked for the form."""
    opening = copy(request)
    opening.method = "GET"
    opening.POST = QueryDict()
    return opening


def _nothing() -> Mapping[str, Any]:
    """A page's states are told by its revisions."""
    return {}


def _compare_url(request: HttpRequest, stored: Model, name: str | None) -> str:
    """Where the revision that the form was opened with, or else the live one, is compared with the latest."""
    latest = latest_revision(stored)
    if latest is None or name is None:
        return ""
    revisions = Revision.objects.for_instance(stored).exclude(pk=latest.pk)
    opened = next((request.POST[field] for field in OPENED_WITH if request.POST.get(field)), "")
    earlier = "live" if getattr(stored, "live", False) else "earliest"
    if opened.isdecimal() and revisions.filter(pk=opened).exists():
        earlier = opened
    return reverse(name, args=[quote(stored.pk), earlier, latest.pk])
