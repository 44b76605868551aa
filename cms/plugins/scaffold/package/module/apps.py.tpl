"""App configuration."""

from django.apps import AppConfig

__all__ = ["${Name}Config"]


class ${Name}Config(AppConfig):
    """An ordinary Django app."""

    name = "$module"
    label = "$name"
    verbose_name = "$title"
