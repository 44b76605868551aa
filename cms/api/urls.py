"""URLs under ``/api/``: version 2, version 3, and an answer in JSON for everything else. Included by ``cms.urls``."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, URLResolver, path, re_path, resolve
from django.views.decorators.csrf import csrf_exempt

from cms.api.body import SAFE_METHODS
from cms.api.problems import problem_response
from cms.api.v2.router import router
from cms.api.v3.api import api

__all__ = ["urlpatterns"]


@csrf_exempt  # the API reads no cookies: there is nothing that another site could use
def not_found(request: HttpRequest) -> HttpResponse:
    """Answer 404. Who reads is led to the address that only lacks the slash at its end; who writes is told of it, since
    many clients follow a redirect with GET.
    """
    told = f"There is nothing at {request.path}."
    if not request.path_info.endswith("/") and resolve(f"{request.path_info}/").func is not not_found:
        if request.method in SAFE_METHODS:
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        told = f"{told} Did you mean {request.path}/?"
    return problem_response(HTTPStatus.NOT_FOUND, told)


urlpatterns: list[URLPattern | URLResolver] = [
    path("v2/", router.urls),
    path("v3/", not_found),  # Ninja's own view of it asks for the token of a form
    path("v3/", api.urls),
    re_path("", not_found),
]
