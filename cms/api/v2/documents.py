"""``/api/v2/documents/``: listing, detail and find."""

from typing import Any

from wagtail.documents.api.v2.serializers import DocumentSerializer
from wagtail.documents.api.v2.views import DocumentsAPIViewSet

from cms.api.v2.serializers import PublicSerializer
from cms.api.v2.viewset import FIELD_FILTERS, PublicViewSet

__all__ = ["PublicDocumentsViewSet"]


class PublicDocumentSerializer(PublicSerializer, DocumentSerializer):
    """Of a document."""


class PublicDocumentsViewSet(PublicViewSet, DocumentsAPIViewSet):
    """Documents outside of restricted collections."""

    base_serializer_class = PublicDocumentSerializer
    filter_backends = FIELD_FILTERS

    def get_queryset(self) -> Any:
        """With the tags that the API shows."""
        return super().get_queryset().prefetch_related("tags")
