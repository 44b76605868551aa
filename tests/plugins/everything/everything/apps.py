"""App configuration."""

from django.apps import AppConfig

__all__ = ["EverythingConfig"]


class EverythingConfig(AppConfig):
    """An ordinary Django app."""

    name = "everything"
    verbose_name = "Everything"
