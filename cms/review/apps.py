"""App configuration of ``cms.review``."""

from django.apps import AppConfig

__all__ = ["ReviewConfig"]


class ReviewConfig(AppConfig):
    """See the package's docstring."""

    name = "cms.review"
    label = "review"
