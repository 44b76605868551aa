"""Publishing a draft as it is: what the editor's form would refuse to publish, the API refuses as well.

A draft may lack what a publication needs, and Wagtail's action asks no form. Used by ``cms.api.v3.pages``.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from cms.api.v3.writing.faults import form_faults, refused
from cms.api.v3.writing.page_types import page_input, writable_models

__all__ = ["publishing_what_is_complete"]


def publishing_what_is_complete(view: Callable[..., Any]) -> Callable[..., Any]:
    """``view``, which publishes the latest draft of a page: raises 422 with the places of what is wrong in it."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        page = Page.objects.filter(pk=kwargs["page_id"]).first()
        if page is not None and _is_checked(page, request.user):
            _check(page.get_latest_revision_as_object(), request.user)
        return view(request, *args, **kwargs)

    return wrapper


def _is_checked(page: Page, user: Any) -> bool:
    """Whether the form has a say. An alias has no content of its own; who may not publish learns nothing."""
    is_written = page.specific_class in writable_models() and page.alias_of_id is None
    return is_written and page.permissions_for_user(user).can_publish()


def _check(draft: Any, user: Any) -> None:
    model: Any = type(draft)
    inputs = page_input(model)
    form = inputs.bind(inputs.opened(draft, user, draft.get_parent()), {}, whole=True)
    if not form.is_valid():
        raise refused(form_faults(form, inputs.names, inputs.streams))
