"""``/api/v2/images/``: listing, detail and find."""

from typing import Any

from wagtail.images.api.v2.serializers import ImageSerializer
from wagtail.images.api.v2.views import ImagesAPIViewSet

from blocks.renditions import shown_images
from cms.api.v2.serializers import PublicSerializer
from cms.api.v2.viewset import FIELD_FILTERS, PublicViewSet

__all__ = ["PublicImagesViewSet"]


class PublicImageSerializer(PublicSerializer, ImageSerializer):
    """Of an image."""


class PublicImagesViewSet(PublicViewSet, ImagesAPIViewSet):
    """Images outside of restricted collections."""

    base_serializer_class = PublicImageSerializer
    filter_backends = FIELD_FILTERS

    def get_queryset(self) -> Any:
        """With the tags and renditions that the API shows."""
        return shown_images(super().get_queryset().prefetch_related("tags"))
