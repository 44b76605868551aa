"""Errors as ``application/problem+json`` (RFC 9457), for both versions and for what stands around them.

``MalformedRequestError`` is raised by the checks of queries and bodies; ``cms.api.middleware`` and version 3's
handlers answer it.
"""

from http import HTTPStatus

from django.http import JsonResponse

__all__ = ["PROBLEM_JSON", "MalformedRequestError", "problem_response"]

PROBLEM_JSON = "application/problem+json"


class MalformedRequestError(ValueError):
    """A request is out of bounds. The message is for the caller; ``status`` is what to answer."""

    def __init__(self, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(message)
        self.status = status


def problem_response(status: HTTPStatus, detail: str = "", **members: object) -> JsonResponse:
    """A problem of no further type, with ``members`` as extension members (RFC 9457, section 3.2).

    ``message`` is where clients of version 2 look.
    """
    detail = detail or status.description or status.phrase
    return JsonResponse(
        {
            "type": "about:blank",
            "title": status.phrase,
            "status": status,
            "detail": detail,
            "message": detail,
            **members,
        },
        status=status,
        content_type=PROBLEM_JSON,
    )
