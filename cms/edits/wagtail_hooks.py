"""Looks at every edit and every copy before it begins. Called by Wagtail, once permissions are checked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from cms.edits.copies import refuse_missing_parent
from cms.edits.refusing_views import refuse_stale

__all__ = ["before_copy", "before_edit"]


@hooks.register("before_edit_page", order=-100)
@hooks.register("before_edit_snippet", order=-100)
@hooks.register("before_edit_setting", order=-100)
def before_edit(request: HttpRequest, edited: Any) -> HttpResponse | None:
    """See ``refuse_stale``."""
    return refuse_stale(request, edited)


@hooks.register("before_copy_page", order=-100)
def before_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """See ``refuse_missing_parent``."""
    return refuse_missing_parent(request, page)
