"""App configuration of ``cms.demo``."""

from django.apps import AppConfig

__all__ = ["DemoConfig"]


class DemoConfig(AppConfig):
    """See the package's docstring."""

    name = "cms.demo"
    label = "demo"
