"""App configuration of ``cms.edits``."""

from django.apps import AppConfig

__all__ = ["EditsConfig"]


class EditsConfig(AppConfig):
    """See the package's docstring."""

    name = "cms.edits"
    label = "edits"

    def ready(self) -> None:
        """Connect the receivers, now that every model is loaded."""
        from cms.edits.traces import connect

        connect()
