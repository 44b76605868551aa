"""App configuration of ``cms.review``."""

from django.apps import AppConfig

__all__ = ["ReviewConfig"]


class ReviewConfig(AppConfig):
    """See the package's docstring."""

    name = "cms.review"
    label = "review"

    def ready(self) -> None:
        """Connect the receivers."""
        from cms.review import receivers  # noqa: F401  connected by being imported
