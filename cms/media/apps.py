"""App configuration of images and documents."""

from django.apps import AppConfig

__all__ = ["MediaConfig"]


class MediaConfig(AppConfig):
    """Holds the image, rendition and document models."""

    name = "cms.media"
    label = "media"
