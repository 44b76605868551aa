"""The small form of a file right after its upload. Called by ``cms.edits.middleware`` and the form's template tag.

Its view answers a script that puts the form it gets back in place of the one that was sent.
"""

from typing import Any

from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder

from cms.edits.refusal import refusal_of
from cms.edits.shown import content_of, replaced_fields
from cms.edits.states import is_stale

__all__ = ["refuse_stale_upload", "upload_content"]


def refuse_stale_upload(request: HttpRequest, view: Any) -> HttpResponse | None:
    """The answer to a form that would overwrite what somebody has saved of the file, or ``None``."""
    match: Any = request.resolver_match
    asked = view.view_class(**view.view_initkwargs)
    asked.setup(request, *match.args, **match.kwargs)
    asked.model = asked.get_model()
    stored = asked.model._default_manager.filter(pk=match.kwargs[asked.pk_url_kwarg]).first()
    if stored is None or not asked.permission_policy.user_has_permission_for_instance(request.user, "change", stored):
        return None  # which the view itself answers
    form_class = asked.get_edit_form_class()
    known = {"instance": stored, "prefix": f"{asked.edit_object_form_prefix}-{stored.pk}", "user": request.user}

    def content() -> Any:
        return content_of(stored, [form_class(**known)])

    if not is_stale(request.POST, stored, content):
        return None
    refusal = refusal_of(stored, request.user, request.POST, content)
    refusal.stored_url = AdminURLFinder(request.user).get_edit_url(stored) or ""
    form = form_class(request.POST, request.FILES, **known)
    refusal.replaced = replaced_fields([form])
    shown = {
        asked.context_object_name: stored,
        "edit_action": reverse(asked.edit_object_url_name, args=(stored.pk,)),
        "delete_action": reverse(asked.delete_object_url_name, args=(stored.pk,)),
        "form": form,
        "refusal": refusal,
    }
    html = render_to_string(asked.edit_form_template_name, shown, request=request)
    return JsonResponse({"success": False, asked.context_object_id_name: stored.pk, "form": html})


def upload_content(form: BaseModelForm[Any], user: Any) -> Any:
    """What is stored of all that ``form`` can change, read anew: the object of the form is as it was just made."""
    stored = type(form.instance)._default_manager.get(pk=form.instance.pk)
    fresh: Any = type(form)
    return content_of(stored, [fresh(instance=stored, prefix=form.prefix, user=user)])
