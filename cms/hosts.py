"""Which host serves what, when the admin, the API and the pages are to be apart.

``HostRolesMiddleware`` answers 404 for the admin anywhere but on ``ADMIN_HOSTS``, for the API anywhere but on
``API_HOSTS``, and
for pages on a host that is reserved for one of the two. Without these settings every host serves everything.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.request import split_domain_port

__all__ = ["ADMIN_PREFIXES", "API_PREFIX", "HostRolesMiddleware"]

ADMIN_PREFIXES = ("/admin/",)
API_PREFIX = "/api/"
# Uploads and static files belong to every role: the admin shows images, the API links to them.
SHARED_PREFIXES = (
    *tuple(urlsplit(url).path for url in (settings.STATIC_URL, settings.MEDIA_URL) if url.startswith("/")),
    "/documents/",
)


class HostRolesMiddleware:
    """Answers 404 where a host does not serve the path that was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host, _port = split_domain_port(request.get_host())
        if not self._serves(host, request.path):
            return HttpResponseNotFound(b"Not found on this host.", content_type="text/plain")
        return self.get_response(request)

    @staticmethod
    def _serves(host: str, path: str) -> bool:
        admin_hosts, api_hosts = settings.ADMIN_HOSTS, settings.API_HOSTS
        if path.startswith(SHARED_PREFIXES):
            return True
        if path.startswith(ADMIN_PREFIXES):
            return not admin_hosts or host in admin_hosts
        if path.startswith(API_PREFIX):
            return not api_hosts or host in api_hosts
        return host not in admin_hosts and host not in api_hosts
