"""What this room registers with Wagtail: screens of pages of missing types, refusals, and reports."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from cms.plugins.screens.refusals import refuse_bulk_action, refuse_delete
from cms.plugins.screens.viewset import missing_page_viewset

__all__ = ["before_bulk_action", "before_delete", "register_missing_pages"]


@hooks.register("register_admin_viewset")
def register_missing_pages() -> Any:
    """The screens of a page of a missing type."""
    return missing_page_viewset


@hooks.register("before_delete_page", order=-100)
def before_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """See ``refuse_delete``."""
    return refuse_delete(request, page)


@hooks.register("before_bulk_action", order=-100)
def before_bulk_action(request: HttpRequest, action_type: str, objects: Any, action_class: Any) -> HttpResponse | None:
    """See ``refuse_bulk_action``."""
    return refuse_bulk_action(request, action_type, objects, action_class)
