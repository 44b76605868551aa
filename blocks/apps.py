"""App configuration of the blocks."""

from django.apps import AppConfig

__all__ = ["BlocksConfig"]


class BlocksConfig(AppConfig):
    """Makes the blocks' rich text handlers and template tags known. It has no models."""

    name = "blocks"
