"""App configuration of the ledger."""

from django.apps import AppConfig

__all__ = ["LedgerConfig"]


class LedgerConfig(AppConfig):
    """Holds the sequence of changes, and records what Wagtail and Django tell of."""

    name = "cms.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Connect the receivers, now that every model is loaded."""
        from cms.ledger.receivers import connect

        connect()
