"""“Before you publish”: the panel at the top of the edit screen that lists what is missing. It blocks nothing."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from pages.warnings import PublishingWarning, publishing_warnings

__all__ = ["PublishingWarningsPanel"]


class PublishingWarningsPanel(Panel):
    """Lists the warnings of the page as it was last saved. A page that is not saved yet has none."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["heading"] = kwargs.get("heading") or _("Before you publish")
        kwargs["icon"] = kwargs.get("icon") or "warning"
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        """The panel on the edit screen of one page."""

        template_name = "pages/admin/publishing_warnings.html"

        class Media:
            css = {"all": ["pages/publishing_warnings.css"]}

        @cached_property
        def warnings(self) -> list[PublishingWarning]:
            """Every warning, most important first."""
            return publishing_warnings(self.instance) if self.instance.pk else []

        def is_shown(self) -> bool:
            """Only when there is something to do."""
            return bool(self.warnings)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Adds ``warnings``."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["warnings"] = self.warnings
            return context
