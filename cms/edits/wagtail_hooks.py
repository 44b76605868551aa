"""Looks at every edit before it begins. Called by Wagtail, once permissions are checked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks

from cms.edits.refusing_views import refuse_stale

__all__ = ["before_edit"]


@hooks.register("before_edit_page", order=-100)
@hooks.register("before_edit_snippet", order=-100)
@hooks.register("before_edit_setting", order=-100)
def before_edit(request: HttpRequest, edited: Any) -> HttpResponse | None:
    """See ``refuse_stale``."""
    return refuse_stale(request, edited)
