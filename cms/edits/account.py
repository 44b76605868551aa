"""One's own account, which administrators can change as well. Called by ``cms.edits.middleware`` and the form's tag.

Wagtail's view is none of its edit views: several panels of a screen, each with a form, are saved together.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView

from cms.edits.refusal import Refusal, refusal_of
from cms.edits.refusing_views import as_opened
from cms.edits.shown import content_of, replaced_fields
from cms.edits.states import is_stale

__all__ = ["account_content", "refuse_stale_account"]


def refuse_stale_account(request: HttpRequest, view: Any) -> HttpResponse | None:
    """The answer to a form that would overwrite what somebody has changed of the person's account, or ``None``."""
    user: Any = request.user
    user.refresh_from_db()  # loaded before this request's turn; the view saves it as a whole
    asked = view.view_class(**view.view_initkwargs)
    asked.setup(as_opened(request))

    def content() -> Any:
        return account_content(asked)

    if not is_stale(request.POST, None, content):
        return None
    stored = get_user_model()._default_manager.get(pk=user.pk)
    refusal = refusal_of(stored, user, request.POST, content)
    refusing: Any = type("RefusingAccountView", (_RefusingAccount, view.view_class), {})
    response: HttpResponse = require_admin_access(refusing.as_view(refusal=refusal, **view.view_initkwargs))(request)
    return response


def account_content(view: AccountView) -> dict[str, Any]:
    """What is stored of all that the panels of ``view`` can change, as JSON can say it."""
    return content_of(view.request.user, [panel.get_form() for panel in view.get_panels()])


class _RefusingAccount:
    """Mixed into Wagtail's view, it shows the form again."""

    refusal: Refusal = Refusal("", "")  # given to ``as_view``

    def post(self, request: HttpRequest) -> HttpResponse:
        view: Any = self
        messages.error(request, self.refusal.message)
        self.refusal.replaced = replaced_fields([panel.get_form() for panel in view.get_panels()])
        return TemplateResponse(request, view.template_name, {**view.get_context_data(), "refusal": self.refusal})
