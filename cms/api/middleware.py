"""What holds for every request under ``/api/``, whatever view answers: no cookies, one caller, bounds of address and
content, one reading of the restrictions and of the sites, errors as problems, ETags, and headers that keep the answer
to a credential out of shared caches.

Named in ``MIDDLEWARE``, before the session: the session then never sees a cookie, so it can neither elevate a caller
nor be lost.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from blocks.addresses import address_scope
from blocks.rich_text import RichTextFormat, rich_text_in
from blocks.visibility import visibility_scope
from cms.api.body import bound_body
from cms.api.callers import identify
from cms.api.conditional import conditional
from cms.api.credentials import invalid_credential_problem
from cms.api.problems import MalformedRequestError, problem_response
from cms.api.query import check_address
from cms.errors import InvalidCredentialError
from cms.hosts import API_PREFIX

__all__ = ["PublicAPIMiddleware"]


class PublicAPIMiddleware:
    """Makes the API a public one: whoever signed in to the admin with the same browser is nobody here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API_PREFIX):
            return self.get_response(request)
        request.COOKIES = {}
        request.META.pop("HTTP_COOKIE", None)
        try:
            check_address(request)
            bound_body(request)
            caller = identify(request)
        except MalformedRequestError as error:
            response: HttpResponse = problem_response(error.status, str(error))
        except InvalidCredentialError as error:
            response = invalid_credential_problem(error)
        else:
            with visibility_scope(opened=caller.opened), address_scope(), rich_text_in(asked_format(request)):
                response = as_problem(request, self._answer(request))
        if "Authorization" in request.headers:
            response["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["Authorization"])  # in version 2, too: an unlock token opens more there
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        """Answer HEAD as GET, which Ninja does not; the server leaves the content out."""
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"
        try:
            return conditional(request, self.get_response(request))
        finally:
            request.method = asked


def asked_format(request: HttpRequest) -> RichTextFormat:
    """The format of all rich text in the answer. Views refuse what is neither of the two."""
    return "markdown" if request.GET.get("rich_text_format") == "markdown" else "html"


def as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """``response``, as a problem where something else than the API itself answered with an error.

    An exception that nothing caught is a page for people by now, and logged. Nothing of that page is passed on. What
    comes in a format of its own that is made of JSON (``application/problem+json``) is an answer of the API.
    """
    media_type = response.get("Content-Type", "").partition(";")[0].rstrip()
    if response.status_code < HTTPStatus.BAD_REQUEST or media_type.endswith("+json"):
        return response
    if request.method == "OPTIONS" and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        answer = HttpResponse(status=HTTPStatus.NO_CONTENT)  # Ninja does not answer OPTIONS, but says what it does
        del answer["Content-Type"]
    else:
        answer = problem_response(HTTPStatus(response.status_code))
    for name in response.headers.keys() - {"Content-Type", "Content-Length"}:
        answer[name] = response[name]
    if "Allow" in response.headers:
        answer["Allow"] = with_answered_everywhere(response["Allow"])
    answer["Content-Length"] = str(len(answer.content))
    return answer


def with_answered_everywhere(allowed: str) -> str:
    """The methods of an ``Allow`` with those that Ninja knows nothing of: HEAD where there is GET, and OPTIONS."""
    methods = {method.strip() for method in allowed.split(",") if method.strip()} | {"OPTIONS"}
    return ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))
