"""``/api/v2/pages/``: listing, detail and find."""

from typing import Any

from django.http import Http404
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter, SearchFilter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.models import Page

from cms.api.page_filters import PageFilters
from cms.api.public import requested_site, site_page, site_pages
from cms.api.v2.filters import PublicFieldsFilter, PublicOrderingFilter, PublicSearchFilter
from cms.api.v2.page_filters import PageFiltersBackend
from cms.api.v2.serializers import PublicPageSerializer
from cms.api.v2.viewset import PublicViewSet
from pages.prefetch import prefetch_for_api

__all__ = ["PublicPagesViewSet"]

REPLACED = {
    FieldsFilter: PublicFieldsFilter,
    OrderingFilter: PublicOrderingFilter,
    SearchFilter: PublicSearchFilter,
}


class PublicPagesViewSet(PublicViewSet, PagesAPIViewSet):
    """Public pages of one site."""

    base_serializer_class = PublicPageSerializer
    detail_query_parameters = PublicViewSet.detail_query_parameters | {"site"}
    filter_backends = [
        PageFiltersBackend,
        *(REPLACED.get(backend, backend) for backend in PagesAPIViewSet.filter_backends),
    ]
    known_query_parameters = PagesAPIViewSet.known_query_parameters.union(PageFilters.model_fields)

    def get_base_queryset(self) -> Any:
        """Every page that a caller may know of."""
        try:
            return site_pages(self.request)
        except ValueError as error:  # ?site= fits several sites
            raise BadRequestError(str(error)) from error

    def get_queryset(self) -> Any:
        """The pages that ``type`` asks for, with their locales."""
        return super().get_queryset().select_related("locale")

    def get_root_page(self) -> Any:
        """What ``root`` stands for in ``?child_of=`` and the like."""
        site = requested_site(self.request)
        if site is None:
            raise BadRequestError("there is no site")
        return site.root_page

    def find_object(self, queryset: Any, request: Any) -> Any:
        """The page at ``?html_path=`` on the requested site, or with ``?id=``."""
        site = requested_site(request)
        if site is None or "html_path" not in request.GET:
            return BaseAPIViewSet.find_object(self, queryset, request)
        components = [component for component in request.GET["html_path"].split("/") if component]
        try:
            page, _args, _kwargs = site.root_page.specific.route(request, components)
        except Http404:
            return None
        return queryset.filter(pk=page.pk).first()

    def get_object(self) -> Any:
        """The page with what its serializer reads, found once per request."""
        if not hasattr(self, "_loaded"):
            self._loaded = self._public_page()
            prefetch_for_api([self._loaded])
        return self._loaded

    def _public_page(self) -> Page:
        try:
            page: Page | None = site_page(self.request, int(self.kwargs["pk"]))
        except ValueError as error:  # ?site= fits several sites
            raise BadRequestError(str(error)) from error
        if page is None:
            raise Http404("No Page matches the given query.")
        return page

    def paginate_queryset(self, queryset: Any) -> Any:
        """One window of the listing; with what the serializers read when the caller asks for more than the usual."""
        window = list(super().paginate_queryset(queryset))
        if "fields" in self.request.query_params:
            prefetch_for_api(window)
        return window
