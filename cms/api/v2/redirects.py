"""``/api/v2/redirects/``: listing, detail and find."""

from typing import Any

from wagtail.contrib.redirects.api.v2 import RedirectsAPIViewSet, RedirectSerializer

from cms.api.public import public_redirects
from cms.api.v2.serializers import PublicSerializer
from cms.api.v2.viewset import FIELD_FILTERS, PublicViewSet

__all__ = ["PublicRedirectsViewSet"]


class PublicRedirectSerializer(PublicSerializer, RedirectSerializer):
    """Of a redirect."""


class PublicRedirectsViewSet(PublicViewSet, RedirectsAPIViewSet):
    """Redirects of the request's site that lead to a public page or to an address."""

    base_serializer_class = PublicRedirectSerializer
    filter_backends = FIELD_FILTERS
    body_fields = [*RedirectsAPIViewSet.body_fields, "is_permanent"]
    listing_default_fields = [*RedirectsAPIViewSet.listing_default_fields, "is_permanent"]

    def get_queryset(self) -> Any:
        """Every redirect that a caller may know of."""
        return public_redirects(self.request).order_by("id")

    def find_object(self, queryset: Any, request: Any) -> Any:
        """The redirect from ``?html_path=``, with or without its query string, or with ``?id=``."""
        found = super().find_object(queryset, request)
        return found if found is None else queryset.filter(pk=found.pk).first()
