"""What the API says about the relations of the home page. Named in ``api_fields``; read by both API versions.

Each ``to_representation`` states its exact type, because version 3 derives its schema from it.
"""

from typing import Any

from blocks.references import PageReference, page_reference
from blocks.visibility import visibility_scope
from pages.serializers import PublicField

__all__ = ["FeaturedPagesSerializer"]


class FeaturedPagesSerializer(PublicField):
    """The featured pages in their order; those that the public may not see are left out."""

    def to_representation(self, value: Any) -> list[PageReference]:
        """``value`` is the manager of ``FeaturedPage``."""
        with visibility_scope():
            references = [page_reference(featured.page) for featured in value.select_related("page")]
        return [reference for reference in references if reference is not None]
