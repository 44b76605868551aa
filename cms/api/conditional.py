"""Strong ETags of what was read, and 304 for callers who have it already. Called by ``cms.api.middleware``.

The view has answered before: a match tells nothing that its answer would not have shown. An answer to a credential has
an ETag for the ``If-Match`` of a later write (``cms.api.v3.preconditions``), although nobody may store the answer.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import set_response_etag

__all__ = ["conditional", "strong_etag"]


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """``response`` with an ETag; 304 where the request names it, 412 where it insists on another one.

    Errors stay as they are.
    """
    if response.status_code != HTTPStatus.OK:
        return response
    answer = ConditionalGetMiddleware(lambda _request: response)(request)
    assert isinstance(answer, HttpResponse)  # noqa: S101  # a coroutine only where get_response is one
    return answer


def strong_etag(response: HttpResponse) -> str:
    """The ETag of exactly the content of ``response``, as ``conditional`` gives it."""
    etag: str = set_response_etag(HttpResponse(response.content))["ETag"]
    return etag
