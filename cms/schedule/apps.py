"""App configuration of ``cms.schedule``."""

from django.apps import AppConfig

__all__ = ["ScheduleConfig"]


class ScheduleConfig(AppConfig):
    """See the package's docstring."""

    name = "cms.schedule"
    label = "schedule"
