"""URLs under ``/api/``: version 2 and version 3. Included by ``cms.urls``."""

from django.urls import URLPattern, URLResolver, path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as api_v3

__all__ = ["urlpatterns"]

router_v2 = WagtailAPIRouter("wagtailapi")
router_v2.register_endpoint("pages", PagesAPIViewSet)

urlpatterns: list[URLPattern | URLResolver] = [
    path("v2/", router_v2.urls),
    path("v3/", api_v3.urls),
]
