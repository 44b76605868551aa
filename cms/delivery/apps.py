"""App configuration of the stored answers."""

from django.apps import AppConfig

__all__ = ["DeliveryConfig"]


class DeliveryConfig(AppConfig):
    """Holds the stored answers, and removes them when the ledger tells of a change."""

    name = "cms.delivery"
    label = "delivery"

    def ready(self) -> None:
        """Connect the receivers."""
        from blocks.dependencies import connect
        from cms.delivery.invalidate import connect as connect_invalidation

        connect()
        connect_invalidation()
