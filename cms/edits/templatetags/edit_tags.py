"""What the admin's edit forms send along. Used by our additions to ``templates/wagtailadmin/``."""

from typing import Any

from django import template
from django.db.models import Model
from wagtail.admin.views.account import AccountView

from cms.edits.account import account_content
from cms.edits.privacy import restriction_content
from cms.edits.shown import content_of, forms_in
from cms.edits.states import OPENED, opened_now
from cms.edits.uploads import upload_content

__all__ = ["register"]

register = template.Library()


@register.simple_tag(takes_context=True)
def opened_state(context: Any) -> str:
    """What the form was opened with: now, or when it was first shown. Empty where something new is made."""
    edited, view = context.get("object"), context.get("view")
    sent: str = context["request"].POST.get(OPENED)
    if isinstance(view, AccountView):
        return sent or opened_now(lambda: account_content(view))
    if not isinstance(edited, Model) or not edited.pk:
        return ""
    return sent or opened_now(lambda: content_of(edited, forms_in(context.flatten())))


@register.simple_tag(takes_context=True)
def opened_upload(context: Any) -> str:
    """The same for the small form of a file that was just uploaded."""
    request, form = context["request"], context["form"]
    if not form.instance.pk:
        return ""
    sent: str = request.POST.get(OPENED)
    return sent or opened_now(lambda: upload_content(form, request.user))


@register.simple_tag(takes_context=True)
def opened_privacy(context: Any) -> str:
    """The same for the form that says who may see something."""
    sent: str = context["request"].POST.get(OPENED)
    return sent or opened_now(lambda: restriction_content(context["object"]))
