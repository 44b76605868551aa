"""URLs under ``/api/``: version 2, version 3, and an answer in JSON for everything else. Included by ``cms.urls``."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, URLResolver, path, re_path, resolve

from cms.api.problems import problem_response
from cms.api.v2.router import router
from cms.api.v3.api import api

__all__ = ["urlpatterns"]


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer 404, or lead to the address that only lacks the slash at its end."""
    if not request.path_info.endswith("/") and resolve(f"{request.path_info}/").func is not not_found:
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return problem_response(HTTPStatus.NOT_FOUND, f"There is nothing at {request.path}.")


urlpatterns: list[URLPattern | URLResolver] = [
    path("v2/", router.urls),
    path("v3/", api.urls),
    re_path("", not_found),
]
