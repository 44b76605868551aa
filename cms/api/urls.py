"""URLs under ``/api/``: version 2, version 3, and an answer in JSON for everything else. Included by ``cms.urls``."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, URLResolver, path, re_path

from cms.api.problems import problem_response
from cms.api.v2.router import router
from cms.api.v3.api import api

__all__ = ["urlpatterns"]


def not_found(request: HttpRequest) -> JsonResponse:
    """Answer 404."""
    return problem_response(HTTPStatus.NOT_FOUND, f"There is nothing at {request.path}.")


urlpatterns: list[URLPattern | URLResolver] = [
    path("v2/", router.urls),
    path("v3/", api.urls),
    re_path(r"^(?:.*/)?$", not_found),  # only with a slash at the end: without one, Django first tries with
]
