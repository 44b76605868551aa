"""Wagtail's own edit views, made to show the form again as it was typed instead of saving it.

Called by the hooks that Wagtail runs before an edit (``wagtail_hooks``): they answer in place of the view. The view
that is made here is a subclass of the one that was asked for, so that it shows the same form, whatever its kind.
"""

from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView as PageEditView
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page, Revision

from cms.edits.refusal import Refusal, refusal_of, replaced_fields
from cms.edits.states import is_stale, latest_revision

__all__ = ["refuse_stale"]

REFUSING = "cms.edits.refusing"
OPENED_WITH = ("overwrite_revision_id", "loaded_revision_id")


def refuse_stale(request: HttpRequest, stored: Model) -> HttpResponse | None:
    """The answer to a form that would overwrite what somebody has saved in the meantime, or ``None``.

    ``stored`` may be the object as of any revision.
    """
    if request.method != "POST" or REFUSING in request.META or not is_stale(request.POST, stored):
        return None
    refusal = refusal_of(stored, request.user, request.POST)
    if not request.accepts("text/html"):  # autosave: what its script knows as a conflict
        answer = {"success": False, "error_code": "invalid_revision", "error_message": refusal.message}
        return JsonResponse(answer, status=400)
    match: Any = request.resolver_match
    view = match.func
    if isinstance(stored, Page):  # one address for the views of all page types
        view = page_viewset_registry.get_by_page_id(stored.pk).get_view_by_name(match.url_name)
    view_class, options = view.view_class, view.view_initkwargs
    way = _RefusingPageEdit if issubclass(view_class, PageEditView) else _RefusingEdit
    refusing: Any = type(f"Refusing{view_class.__name__}", (way, view_class), {"refusal": refusal})
    compare_name = options.get("revisions_compare_url_name", getattr(view_class, "revisions_compare_url_name", None))
    refusal.compare_url = _compare_url(request, stored, compare_name)
    request.META[REFUSING] = True
    response: HttpResponse = refusing.as_view(**options)(request, *match.args, **match.kwargs)
    return response


class _ShowsRefusal:
    """What both kinds of views have in common: mixed into Wagtail's."""

    refusal: Refusal
    request: HttpRequest
    form: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.refusal.replaced = replaced_fields(self.form)
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # Wagtail's view
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
    """For snippets and settings."""

    produced_error_code: str
    produced_error_message: str

    def is_valid(self, form: Any) -> bool:
        super().is_valid(form)  # type: ignore[misc]  # shows the mistakes in the form as well
        self.produced_error_code, self.produced_error_message = "invalid_revision", self.refusal.message
        return False


def _compare_url(request: HttpRequest, stored: Model, name: str | None) -> str:
    """Where the revision that the form was opened with, or else the live one, is compared with the latest."""
    latest = latest_revision(stored)
    if isinstance(stored, Page):
        name = "wagtailadmin_pages:revisions_compare"
    if latest is None or name is None:
        return ""
    revisions = Revision.objects.for_instance(stored).exclude(pk=latest.pk)
    opened = next((request.POST[field] for field in OPENED_WITH if request.POST.get(field)), "")
    earlier = "live" if getattr(stored, "live", False) else "earliest"
    if opened.isdecimal() and revisions.filter(pk=opened).exists():
        earlier = opened
    return reverse(name, args=[quote(stored.pk), earlier, latest.pk])
