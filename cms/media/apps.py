"""App configuration of images and documents."""

from django.apps import AppConfig

__all__ = ["MediaConfig"]


class MediaConfig(AppConfig):
    """Holds the image, rendition and document models, and keeps the renditions of images prepared."""

    name = "cms.media"
    label = "media"

    def ready(self) -> None:
        """Connect the receivers, now that every model is loaded."""
        from cms.media.receivers import connect

        connect()
