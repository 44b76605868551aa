"""The reports of plugins, and of pages whose plugin is not installed. Registered by ``wagtail_hooks``."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.plugins.dependence import plugin_statuses
from cms.plugins.missing.content_types import installed_page_types
from cms.plugins.record import Origins, record_plugins
from cms.plugins.screens.refusals import origin_of

__all__ = ["MissingPagesReport", "PluginsReport"]


class MissingPagesReport(PageReportView):
    """The pages of missing types that the user may work on."""

    page_title = _("Pages of missing plugins")
    header_icon = "warning"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "plugins/admin/missing_pages_results.html"
    index_url_name = "missing_pages_report"
    index_results_url_name = "missing_pages_report_results"
    any_permission_required = ["add", "change", "publish"]
    list_export = ["title", "url_path", "status_string", "type_name", "plugin"]
    export_headings = {
        "title": _("Title"),
        "url_path": _("Path"),
        "status_string": _("Status"),
        "type_name": _("Type"),
        "plugin": _("Plugin"),
    }
    columns = [
        TitleColumn("title", label=_("Title"), get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk])),
        Column("url_path", label=_("Path")),
        Column("status_string", label=_("Status")),
        Column("type_name", label=_("Type")),
        Column("plugin", label=_("Plugin")),
    ]

    @property
    def permission_policy(self) -> Any:
        """That of pages."""
        return policy_registry.get_by_type(Page)

    def get_queryset(self) -> Any:
        """The pages, in the order of the tree."""
        mine = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["add", "change"])
        self.queryset = mine.exclude(content_type__in=installed_page_types()).order_by("path")
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Each page with its type and its plugin."""
        origins = Origins()
        for page in object_list:
            content_type = page.cached_content_type
            page.type_name = f"{content_type.app_label}.{content_type.model}"
            page.plugin = origin_of(content_type, origins) or ""
        return object_list


class PluginsReport(TemplateView):
    """Every plugin, and what content depends on it. For administrators."""

    template_name = "plugins/admin/plugins.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises ``PermissionDenied``."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template shows."""
        record_plugins()
        return super().get_context_data(
            header_title=_("Plugins"),
            header_icon="cogs",
            breadcrumbs_items=[{"url": "", "label": _("Plugins")}],
            statuses=plugin_statuses(),
            **kwargs,
        )
