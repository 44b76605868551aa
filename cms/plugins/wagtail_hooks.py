"""What this room registers with Wagtail: screens of pages of missing types, refusals, and reports."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.plugins.screens.refusals import refuse_bulk_action, refuse_delete
from cms.plugins.screens.reports import MissingPagesReport, PluginsReport
from cms.plugins.screens.viewset import missing_page_viewset

__all__ = [
    "before_bulk_action",
    "before_delete",
    "missing_pages_item",
    "plugins_item",
    "register_missing_pages",
    "report_urls",
]


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


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    """Where the reports stand."""
    return [
        path("reports/missing-pages/", MissingPagesReport.as_view(), name="missing_pages_report"),
        path(
            "reports/missing-pages/results/",
            MissingPagesReport.as_view(results_only=True),
            name="missing_pages_report_results",
        ),
        path("reports/plugins/", PluginsReport.as_view(), name="plugins_report"),
    ]


class _MissingPagesItem(MenuItem):
    """For whoever may work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_any_permission(request.user, ["add", "change", "publish"]))


@hooks.register("register_reports_menu_item")
def missing_pages_item() -> MenuItem:
    """The report of pages of missing types."""
    url = reverse("missing_pages_report")
    return _MissingPagesItem(_("Pages of missing plugins"), url, name="missing-pages", icon_name="warning", order=1300)


@hooks.register("register_reports_menu_item")
def plugins_item() -> MenuItem:
    """The report of plugins."""
    return AdminOnlyMenuItem(_("Plugins"), reverse("plugins_report"), name="plugins", icon_name="cogs", order=1400)
