"""Every URL of the installation: the admin, the API, documents, health, what plugins add, and last the pages."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.api.urls import urlpatterns as api_urlpatterns
from cms.health.views import healthz, readyz
from cms.plugins.addresses import plugin_urls
from cms.uploads import upload_urls

__all__ = ["urlpatterns"]


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz/", healthz, name="healthz"),
    path("readyz/", readyz, name="readyz"),
    path("admin", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *plugin_urls(),
    path("api/", include(api_urlpatterns)),
    *upload_urls(),
    path("", include(wagtail_urls)),
]
