"""``/api/v2/redirects/``: listing, detail and find."""

from typing import Any

from rest_framework.serializers import SerializerMethodField
from wagtail.api.v2.utils import BadRequestError
from wagtail.contrib.redirects.api.v2 import RedirectsAPIViewSet, RedirectSerializer
from wagtail.contrib.redirects.models import Redirect

from cms.api.public import requested_site
from cms.api.redirects import public_redirects, redirect_from, redirect_location
from cms.api.v2.serializers import PublicSerializer, SiteDetailUrlField
from cms.api.v2.viewset import FIELD_FILTERS, PublicViewSet

__all__ = ["PublicRedirectsViewSet"]


class PublicRedirectSerializer(PublicSerializer, RedirectSerializer):
    """Of a redirect."""

    detail_url = SiteDetailUrlField(read_only=True)
    location = SerializerMethodField()

    def get_location(self, instance: Redirect) -> str | None:
        """Called by Django REST framework."""
        return redirect_location(instance)


class PublicRedirectsViewSet(PublicViewSet, RedirectsAPIViewSet):
    """Redirects of the requested site that lead to a public page or to an address."""

    base_serializer_class = PublicRedirectSerializer
    filter_backends = FIELD_FILTERS
    find_query_parameters = frozenset({"id", "html_path"})
    body_fields = [*RedirectsAPIViewSet.body_fields, "is_permanent"]
    listing_default_fields = [*RedirectsAPIViewSet.listing_default_fields, "is_permanent"]

    detail_query_parameters = PublicViewSet.detail_query_parameters | {"site"}
    known_query_parameters = RedirectsAPIViewSet.known_query_parameters | {"site"}

    def get_queryset(self) -> Any:
        """Every redirect that a caller may know of."""
        try:
            return public_redirects(self.request).order_by("id")
        except ValueError as error:  # ?site= fits several sites
            raise BadRequestError(str(error)) from error

    def find_object(self, queryset: Any, request: Any) -> Any:
        """The redirect from ``?html_path=``, with or without its query string, or with ``?id=``."""
        site = requested_site(request)
        if "html_path" not in request.GET or site is None:
            return super().find_object(queryset, request)
        found = redirect_from(site, request.GET["html_path"])
        return found and queryset.filter(pk=found.pk).first()
