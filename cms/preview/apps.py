"""App configuration of the previews in frontends."""

from django.apps import AppConfig

__all__ = ["PreviewConfig"]


class PreviewConfig(AppConfig):
    """See the package's docstring."""

    name = "cms.preview"
    label = "preview"
