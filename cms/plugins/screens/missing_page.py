"""The screen of a page of a missing type: what it is, where it stands and what is stored of it, to look at."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from cms.plugins.screens.refusals import origin_of, type_and_plugin
from cms.plugins.screens.stored_values import stored_values

__all__ = ["MissingPageView"]


class MissingPageView(TemplateView):
    """Shown in place of the editor. Nothing can be saved."""

    template_name = "plugins/admin/missing_page.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For whoever may edit the page. Raises ``PermissionDenied``."""
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        self.permissions = self.page.permissions_for_user(request.user)
        if not self.permissions.can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refused, whatever is sent: an editor that was open when the plugin went keeps what was typed."""
        return HttpResponseNotAllowed(["GET"], _("The type of this page is not installed. Nothing was saved."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template shows."""
        content_type = self.page.cached_content_type
        return super().get_context_data(
            page=self.page,
            header_title=self.page.get_admin_display_title(),
            header_icon="warning",
            breadcrumbs_items=get_breadcrumbs_items_for_page(self.page, self.request.user),
            header_buttons=self._buttons(),
            plugin=origin_of(content_type),
            type_name=f"{content_type.app_label}.{content_type.model}",
            type_and_plugin=type_and_plugin(content_type),
            values=stored_values(self.page),
            revision=self.page.get_latest_revision(),
            scheduled=self.page.scheduled_revision,
            **kwargs,
        )

    def _buttons(self) -> list[HeaderButton]:
        offered = [
            (self.permissions.can_move(), _("Move"), "move", "arrow-right-full"),
            (self.permissions.can_unpublish(), _("Unpublish"), "unpublish", "download"),
            (True, _("History"), "history", "history"),
            (True, _("Usage"), "usage", "resubmit"),
        ]
        return [
            HeaderButton(label=label, url=reverse(f"wagtailadmin_pages:{name}", args=[self.page.pk]), icon_name=icon)
            for is_offered, label, name, icon in offered
            if is_offered
        ]
