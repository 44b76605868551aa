"""The router of version 2: which viewset serialises what. Included by ``cms.api.urls``."""

from typing import Any

from wagtail.api.v2.router import WagtailAPIRouter

from cms.api.v2.documents import PublicDocumentsViewSet
from cms.api.v2.images import PublicImagesViewSet
from cms.api.v2.pages import PublicPagesViewSet
from cms.api.v2.redirects import PublicRedirectsViewSet
from cms.api.v2.viewset import PublicViewSet

__all__ = ["router"]


class PublicRouter(WagtailAPIRouter):
    """Wagtail's, but related objects without an endpoint are serialised by our viewset, too."""

    def get_model_endpoint(self, model: Any) -> Any:
        """The name and the viewset for ``model``; the name is ``None`` without an endpoint."""
        return super().get_model_endpoint(model) or (None, PublicViewSet)

    def get_model_listing_urlpath(self, model: Any) -> Any:
        """The path of the endpoint's listing, if there is one."""
        return super().get_model_listing_urlpath(model) if self._has_endpoint(model) else None

    def get_object_detail_urlpath(self, model: Any, pk: Any) -> Any:
        """The path of one object, if it has an endpoint."""
        return super().get_object_detail_urlpath(model, pk) if self._has_endpoint(model) else None

    def _has_endpoint(self, model: Any) -> bool:
        return self.get_model_endpoint(model)[0] is not None


router = PublicRouter("wagtailapi_v2")
for viewset in (PublicPagesViewSet, PublicImagesViewSet, PublicDocumentsViewSet, PublicRedirectsViewSet):
    router.register_endpoint(viewset.name, viewset)
