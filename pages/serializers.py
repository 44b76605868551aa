"""How the API serves what several page types share. Each serializer's return annotation is the type in version 3."""

from typing import Any

from rest_framework.fields import Field

from blocks.outline import OutlineEntry
from blocks.references import ImageReference, image_reference

__all__ = ["OutlineSerializer", "SocialImageSerializer"]


class OutlineSerializer(Field):
    """“On this page”."""

    def to_representation(self, value: list[OutlineEntry]) -> list[OutlineEntry]:
        """``value`` is the outline."""
        return value


class SocialImageSerializer(Field):
    """The image for cards and sharing; ``null`` when the public may not see it."""

    def to_representation(self, value: Any) -> ImageReference | None:
        """``value`` is the image."""
        return image_reference(value)
