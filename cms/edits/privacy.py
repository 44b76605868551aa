"""Who may see a page, or the files of a collection: the small forms that the admin shows in a dialog.

Called by ``cms.edits.middleware`` and by the template tag of the form. Their views are no edit views, and that of a
collection has no class; where somebody has changed the restriction in the meantime, the form is shown again here.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.collections import CollectionViewRestrictionForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.models import BaseViewRestriction, Collection, Page
from wagtail.permissions import policy_registry

from cms.edits.refusal import Refusal, last_saved
from cms.edits.shown import replaced_fields
from cms.edits.states import is_stale, state
from cms.edits.traces import OF_PRIVACY

__all__ = ["refuse_stale_privacy", "restriction_content"]

KIND = gettext_lazy("privacy setting")
RESTRICTED: dict[str, tuple[type[Page | Collection], str]] = {
    "wagtailadmin_pages:set_privacy": (Page, "page_id"),
    "wagtailadmin_collections:set_privacy": (Collection, "collection_id"),
}


def refuse_stale_privacy(request: HttpRequest) -> HttpResponse | None:
    """The answer to a form that would overwrite a restriction that somebody has changed, or ``None``."""
    match: Any = request.resolver_match
    if match.view_name not in RESTRICTED:
        return None
    model, key = RESTRICTED[match.view_name]
    restricted = model.objects.filter(pk=match.kwargs[key]).first()
    if restricted is None:
        return None

    def content() -> Any:
        return restriction_content(restricted)

    restriction = _restriction_of(restricted)
    if not is_stale(request.POST, restriction, content):
        return None
    refusal = Refusal(state(restriction, content), KIND)
    last_saved(refusal, restricted, request.user, request.POST, OF_PRIVACY)
    view: Any = _collection_again
    if isinstance(restricted, Page):
        view = _RefusingPagePrivacy.as_view(refusal=refusal)
        return require_admin_access(view)(request, *match.args, **match.kwargs)
    return require_admin_access(view)(request, restricted, restriction, refusal)


def restriction_content(restricted: Page | Collection) -> dict[str, Any]:
    """The restriction of ``restricted`` itself, as JSON can say it."""
    restriction = _restriction_of(restricted)
    if restriction is None:
        return {"restriction_type": BaseViewRestriction.NONE}
    return {
        "restriction_type": restriction.restriction_type,
        "password": restriction.password,
        "groups": sorted(restriction.groups.values_list("pk", flat=True)),
    }


class _RefusingPagePrivacy(SetPrivacyView):
    """Wagtail's view, made to show the form again."""

    refusal: Refusal = Refusal("", "")  # given to ``as_view``

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = self.form_invalid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "refusal": _completed(self.refusal, context["form"], self.restriction)}


def _collection_again(
    request: HttpRequest, collection: Collection, restriction: BaseViewRestriction | None, refusal: Refusal
) -> HttpResponse:
    """The form of a collection as Wagtail shows it, with the refusal."""
    policy = policy_registry.get_by_type(Collection)
    if not policy.user_has_permission_for_instance(request.user, "change", collection):
        raise PermissionDenied
    form = CollectionViewRestrictionForm(request.POST, instance=restriction)
    shown = {
        "action_url": request.path,
        "object": collection,
        "form": form,
        "refusal": _completed(refusal, form, restriction),
    }
    response: HttpResponse = render_modal_workflow(
        request, "wagtailadmin/shared/set_privacy.html", None, shown, json_data={"step": "set_privacy"}
    )
    return response


def _restriction_of(restricted: Page | Collection) -> BaseViewRestriction | None:
    restriction: BaseViewRestriction | None = restricted.view_restrictions.first()
    return restriction


def _completed(refusal: Refusal, form: Any, restriction: BaseViewRestriction | None) -> Refusal:
    """``refusal`` with what is different and what is stored now, in the language of whoever reads it."""
    refusal.replaced = replaced_fields([form])
    choices: dict[str, Any] = dict(BaseViewRestriction.RESTRICTION_CHOICES)
    if restriction is None:
        refusal.stored_now = str(choices[BaseViewRestriction.NONE])
        return refusal
    stored = type(restriction)._base_manager.get(pk=restriction.pk)  # the form has filled in the one at hand
    refusal.stored_now = str(choices[stored.restriction_type])
    if stored.restriction_type == BaseViewRestriction.GROUPS:
        groups = ", ".join(stored.groups.values_list("name", flat=True))
        refusal.stored_now = _("%(restriction)s: %(groups)s") % {"restriction": refusal.stored_now, "groups": groups}
    return refusal
