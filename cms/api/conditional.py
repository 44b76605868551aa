"""ETags for what everybody may read, and 304 for callers who have it already. Called by ``cms.api.middleware``.

The view has answered before: a match tells nothing that its answer would not have shown.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware

__all__ = ["conditional"]


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """``response`` with an ETag; 304 where the request names it, 412 where it insists on another one.

    Answers to credentials and errors stay as they are: nobody may keep them.
    """
    if response.status_code != HTTPStatus.OK or "Authorization" in request.headers:
        return response
    answer = ConditionalGetMiddleware(lambda _request: response)(request)
    assert isinstance(answer, HttpResponse)  # noqa: S101  # a coroutine only where get_response is one
    return answer
