"""Which host serves what, when the admin, the API and the pages are to be apart.

``HostRolesMiddleware`` answers 404 for the admin anywhere but on ``ADMIN_HOSTS``, for the API anywhere but on
``API_HOSTS``, and for pages on a host that is reserved for one of the two. Without these settings every host serves
everything. What belongs to every role (uploads, static files, the health check) is served on every host.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.request import split_domain_port

__all__ = ["ADMIN_PREFIX", "API_PREFIX", "HostRolesMiddleware", "prefixes_of_every_role"]

ADMIN_PREFIX = "/admin/"
API_PREFIX = "/api/"
HEALTH_PATHS = ("/healthz/", "/readyz/")
DOCUMENTS_PREFIX = "/documents/"


class HostRolesMiddleware:
    """Answers 404 where a host does not serve the path that was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin_hosts = frozenset(host.lower() for host in settings.ADMIN_HOSTS)
        self.api_hosts = frozenset(host.lower() for host in settings.API_HOSTS)
        self.shared_prefixes = prefixes_of_every_role()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host, _port = split_domain_port(request.get_host())
        if not self._serves(host, request.path):
            return HttpResponseNotFound(b"Not found on this host.", content_type="text/plain")
        return self.get_response(request)

    def _serves(self, host: str, path: str) -> bool:
        if path.startswith(self.shared_prefixes):
            return True
        path = path if path.endswith("/") else f"{path}/"  # "/admin" is the admin's, too
        if path.startswith(ADMIN_PREFIX):
            return not self.admin_hosts or host in self.admin_hosts
        if path.startswith(API_PREFIX):
            return not self.api_hosts or host in self.api_hosts
        return host not in self.admin_hosts and host not in self.api_hosts


def prefixes_of_every_role() -> tuple[str, ...]:
    """How the paths begin that every host serves: uploads, static files, documents, the health checks."""
    # The admin shows uploads, the API links to them, pages have both.
    files = (urlsplit(url).path for url in (settings.STATIC_URL, settings.MEDIA_URL) if url.startswith("/"))
    return (*files, DOCUMENTS_PREFIX, *HEALTH_PATHS)
