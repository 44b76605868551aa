"""App configuration of ``cms.edits``."""

from django.apps import AppConfig

__all__ = ["EditsConfig"]


class EditsConfig(AppConfig):
    """See the package's docstring."""

    name = "cms.edits"
    label = "edits"
