"""What holds for every request under ``/api/``, before any view: no cookies, one reading of the restrictions, and
headers that keep the answer to a credential out of shared caches.

Named in ``MIDDLEWARE``, before the session: the session then never sees a cookie, so it can neither elevate a caller
nor be lost.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from blocks.visibility import visibility_scope
from cms.hosts import API_PREFIX

__all__ = ["PublicAPIMiddleware"]

TOKEN_PREFIX = f"{API_PREFIX}v3/"  # the version that reads tokens: its answers differ by them


class PublicAPIMiddleware:
    """Makes the API a public one: whoever signed in to the admin with the same browser is nobody here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API_PREFIX):
            return self.get_response(request)
        request.COOKIES = {}
        request.META.pop("HTTP_COOKIE", None)
        with visibility_scope():
            response = self.get_response(request)
        if "Authorization" in request.headers:
            response["Cache-Control"] = "private, no-store"
            patch_vary_headers(response, ["Authorization"])
        elif request.path.startswith(TOKEN_PREFIX):
            patch_vary_headers(response, ["Authorization"])
        return response
