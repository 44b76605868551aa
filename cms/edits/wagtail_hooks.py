"""Looks at every edit of a page and at every copy before it begins, and names our entries of the history.

Called by Wagtail, once permissions are checked.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from cms.edits.copies import refuse_missing_parent
from cms.edits.refusing_views import refuse_stale_page
from cms.edits.traces import name_actions

__all__ = ["before_copy", "before_edit", "name_log_actions"]


@hooks.register("before_edit_page", order=-100)
def before_edit(request: HttpRequest, page: Page) -> HttpResponse | None:
    """See ``refuse_stale_page``."""
    return refuse_stale_page(request, page)


@hooks.register("before_copy_page", order=-100)
def before_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """See ``refuse_missing_parent``."""
    return refuse_missing_parent(request, page)


@hooks.register("register_log_actions")
def name_log_actions(actions: Any) -> None:
    """See ``name_actions``."""
    name_actions(actions)
