"""Refuses malformed queries before any endpoint of version 3 reads them. Applied to every operation by ``api``."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from wagtail.api.v3.errors import problem_response

from cms.api.query import MalformedQueryError, check_query

__all__ = ["bounded"]


def bounded(run: Callable[..., Any]) -> Callable[..., Any]:
    """Ninja's decorator of an operation: answers 400 with the reason, or runs the operation."""

    @wraps(run)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            check_query(request.GET)
        except MalformedQueryError as error:
            return problem_response(status=400, detail=str(error))
        return run(request, *args, **kwargs)

    return wrapper
