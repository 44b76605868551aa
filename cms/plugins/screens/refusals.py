"""What cannot be done with pages of missing types, and why: asked before a screen or a bulk action does anything."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.models import Page

from cms.plugins.missing.deletion import missing_among
from cms.plugins.missing.pages import is_of_missing_type
from cms.plugins.record import KnownPlugin, Origins

__all__ = ["RefusedView", "origin_of", "refuse_bulk_action", "refuse_delete", "type_and_plugin"]

#: What bulk actions need more of a page than its row.
_NEED_THE_TYPE = frozenset({"publish"})


class RefusedView(View):
    """Stands for each screen that needs the type of a page: says so, and goes to the page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Redirect, with the message."""
        page = get_object_or_404(Page, pk=kwargs.get("page_id") or kwargs.get("pk") or kwargs.get("parent_page_id"))
        messages.error(
            request,
            _("This cannot be done with “%(title)s”: its type, %(type)s, is not installed. Nothing was changed.")
            % {"title": page.title, "type": type_and_plugin(page.cached_content_type)},
        )
        return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The answer to somebody who deletes a page with one of a missing type below it. For Wagtail's hook."""
    missing = list(missing_among(page)[:3])
    if not missing:
        return None
    messages.error(request, _deletion_refused(missing))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def refuse_bulk_action(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action_class: Any
) -> HttpResponse | None:
    """The answer to a bulk action that would lose something of a page of a missing type. For Wagtail's hook."""
    pages = [each for each in objects if isinstance(each, Page)]
    if action_type == "delete":
        missing = [below for page in pages for below in missing_among(page)[:3]]
        message = _deletion_refused(missing) if missing else ""
    elif action_type in _NEED_THE_TYPE:
        missing = [page for page in pages if is_of_missing_type(page)]
        message = _("Pages of missing plugins cannot be published: %(pages)s. Nothing was changed.") % {
            "pages": _titles(missing)
        }
    else:
        return None
    if not missing:
        return None
    messages.error(request, message)
    return redirect("wagtailadmin_home")


def origin_of(content_type: ContentType, origins: Origins | None = None) -> KnownPlugin | None:
    """The plugin that a missing type came from, if this installation has ever been started with it."""
    return (origins or Origins()).of_app(content_type.app_label)


def type_and_plugin(content_type: ContentType, origins: Origins | None = None) -> str:
    """The name of a missing type and that of its plugin, as in ``"events.eventpage (Events 1.2)"``."""
    name = f"{content_type.app_label}.{content_type.model}"
    plugin = origin_of(content_type, origins)
    return f"{name} ({plugin})" if plugin else name


def _deletion_refused(missing: list[Page]) -> str:
    return _(
        "Pages of missing plugins cannot be deleted, and neither can pages above them: %(pages)s. "
        "What the plugins have stored would lose its page. Install the plugins, or move these pages elsewhere. "
        "Nothing was deleted."
    ) % {"pages": _titles(missing)}


def _titles(pages: list[Page]) -> str:
    return ", ".join(f"“{page.title}” ({type_and_plugin(page.cached_content_type)})" for page in pages)
