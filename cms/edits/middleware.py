"""Looks at what is sent to an edit form of the admin, before its view does. Registered by ``cms.edits.plugin``.

Of Wagtail's generic views only some run a hook before an edit; all of them are views with a class, which Django says
before it calls them. Pages have views of their own, and the hook. It happens within the transaction of the save.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.account import AccountView
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.generic.multiple_upload import EditView as UploadView

from cms.edits.account import refuse_stale_account
from cms.edits.privacy import refuse_stale_privacy
from cms.edits.refusing_views import refuse_stale_edit
from cms.edits.uploads import refuse_stale_upload

__all__ = ["StaleEditMiddleware"]

ADMIN = "wagtailadmin.access_admin"


class StaleEditMiddleware:
    """Answers in place of the view when the form was opened with another state than is stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The refusal, or ``None``: then the view goes on as ever."""
        if request.method != "POST":
            return None
        view_class = getattr(view, "view_class", object)
        if issubclass(view_class, EditView):
            return refuse_stale_edit(request, view) if request.user.has_perm(ADMIN) else None
        if issubclass(view_class, AccountView):
            return refuse_stale_account(request, view) if request.user.has_perm(ADMIN) else None
        if issubclass(view_class, UploadView):
            return refuse_stale_upload(request, view) if request.user.has_perm(ADMIN) else None
        return refuse_stale_privacy(request)
