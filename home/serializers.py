"""What the API says about the relations of the home page. Named in ``api_fields``; read by both API versions.

Each ``to_representation`` states its exact type, because version 3 derives its schema from it.
"""

from typing import Any

from rest_framework.fields import Field

from blocks.references import ImageReference, PageReference, image_reference, page_reference
from blocks.visibility import visibility_scope

__all__ = ["FeaturedPagesSerializer", "HeroImageSerializer"]


class FeaturedPagesSerializer(Field[Any, Any, Any, Any]):
    """The featured pages in their order; those that the public may not see are left out."""

    def to_representation(self, value: Any) -> list[PageReference]:
        """``value`` is the manager of ``FeaturedPage``."""
        with visibility_scope():
            references = [page_reference(featured.page) for featured in value.select_related("page")]
        return [reference for reference in references if reference is not None]


class HeroImageSerializer(Field[Any, Any, Any, Any]):
    """The hero image with its renditions; nothing when the public may not see it."""

    def to_representation(self, value: Any) -> ImageReference | None:
        """``value`` is the image."""
        return image_reference(value)
