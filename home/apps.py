"""App configuration of ``home``."""

from django.apps import AppConfig

__all__ = ["HomeConfig"]


class HomeConfig(AppConfig):
    """See the package's docstring."""

    name = "home"
