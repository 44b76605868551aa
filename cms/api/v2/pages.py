"""``/api/v2/pages/``: listing, detail and find."""

from typing import Any

from wagtail.api.v2.filters import FieldsFilter, OrderingFilter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet

from cms.api.public import requested_site, site_pages
from cms.api.v2.filters import PublicFieldsFilter, PublicOrderingFilter
from cms.api.v2.serializers import PublicPageSerializer
from cms.api.v2.viewset import PublicViewSet

__all__ = ["PublicPagesViewSet"]

REPLACED = {FieldsFilter: PublicFieldsFilter, OrderingFilter: PublicOrderingFilter}


class PublicPagesViewSet(PublicViewSet, PagesAPIViewSet):
    """Public pages of one site."""

    base_serializer_class = PublicPageSerializer
    filter_backends = [REPLACED.get(backend, backend) for backend in PagesAPIViewSet.filter_backends]

    def get_base_queryset(self) -> Any:
        """Every page that a caller may know of."""
        try:
            return site_pages(self.request)
        except ValueError as error:  # ?site= fits several sites
            raise BadRequestError(str(error)) from error

    def get_root_page(self) -> Any:
        """What ``root`` stands for in ``?child_of=`` and the like."""
        site = requested_site(self.request)
        if site is None:
            raise BadRequestError("there is no site")
        return site.root_page
