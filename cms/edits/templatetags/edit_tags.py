"""What the admin's edit forms send along. Used by ``templates/wagtailadmin/generic/edit.html``."""

from typing import Any

from django import template
from django.db.models import Model
from django.http import HttpRequest
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.snippets.models import get_snippet_models

from cms.edits.states import OPENED, opened_now

__all__ = ["register"]

register = template.Library()


@register.simple_tag
def opened_state(request: HttpRequest, edited: Any) -> str:
    """What the form was opened with: now, or when it was first shown. Empty for what is not compared."""
    if not isinstance(edited, Model) or not edited.pk or not _is_compared(type(edited)):
        return ""
    return request.POST.get(OPENED) or opened_now(edited)


def _is_compared(model: type[Model]) -> bool:
    compared = (*get_snippet_models(), *settings_registry, get_image_model(), get_document_model())
    return issubclass(model, compared)
