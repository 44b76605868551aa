"""App configuration of ``pages``."""

from django.apps import AppConfig

__all__ = ["PagesConfig"]


class PagesConfig(AppConfig):
    """See the package's docstring."""

    name = "pages"
