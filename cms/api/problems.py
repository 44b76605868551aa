"""Errors as ``application/problem+json`` (RFC 9457), for what neither Wagtail's version 2 nor its version 3 answers."""

from http import HTTPStatus

from django.http import JsonResponse

__all__ = ["problem_response"]


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
        content_type="application/problem+json",
    )
