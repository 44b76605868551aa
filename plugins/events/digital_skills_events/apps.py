"""App configuration of the plugin."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

__all__ = ["EventsConfig"]


class EventsConfig(AppConfig):
    """See the package's docstring."""

    name = "digital_skills_events"
    label = "events"
    verbose_name = _("Events")
    default_auto_field = "django.db.models.BigAutoField"
