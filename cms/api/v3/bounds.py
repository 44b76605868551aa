"""Refuses what an operation of version 3 does not declare before the operation reads it. Applied to all by ``api``.

The bounds of addresses and contents as such are held before that, by ``cms.api.middleware``.
"""

import inspect
from collections.abc import Callable, Collection, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.parser import Parser
from pydantic import ValidationError
from wagtail.api.v3.errors import problem_response

from cms.api.body import parse_json
from cms.api.problems import MalformedRequestError
from cms.api.spelling import did_you_mean

__all__ = ["BoundedParser", "bounded", "register_refusals", "unknown_parameters"]

JSON = "application/json"


class BoundedParser(Parser):
    """Reads the content of a request as JSON, within bounds."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Called by Ninja, which makes ``HttpError`` of what this raises."""
        if request.content_type is None:  # a part of a form, which Ninja wraps up as a request
            return parse_json(request.body)
        if request.content_type != JSON:
            raise MalformedRequestError(f"the content must be {JSON}")
        value = parse_json(request.body)
        if not isinstance(value, dict):  # Ninja takes null for nothing, and Wagtail looks into what is no object
            raise MalformedRequestError("the content must be an object", HTTPStatus.UNPROCESSABLE_ENTITY)
        return value


def bounded(run: Callable[..., Any]) -> Callable[..., Any]:
    """Ninja's decorator of an operation: answers 422 with the names of unknown parameters, or runs the operation."""
    operation: Any = inspect.unwrap(run).__self__  # Operation.run, bound
    names = _declared(operation)

    @wraps(run)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        unknown = sorted(set(request.GET) - names)
        if unknown:
            return unknown_parameters(unknown, names)
        try:
            return run(request, *args, **kwargs)
        except ValueError:
            if _fits_path(operation, request, kwargs):
                raise
            return problem_response(status=HTTPStatus.NOT_FOUND, detail=f"There is nothing at {request.path}.")

    return wrapper


def _fits_path(operation: Any, request: HttpRequest, values: Any) -> bool:
    """Whether ``values`` are what the parameters of the path take. Wagtail looks for a page before Ninja asks."""
    try:
        for model in operation.models:
            if model.__ninja_param_source__ == "path":
                model.resolve(request, operation.api, values)
    except ValidationError:
        return False
    return True


def unknown_parameters(names: Iterable[str], known: Collection[str] = ()) -> HttpResponse:
    """The answer to parameters that an operation does not declare; ``known`` are those that it does."""
    errors = [
        {
            "type": "unknown_parameter",
            "loc": ["query", name],
            "msg": f"'{name}' is not a parameter of this address{did_you_mean(name, known)}",
        }
        for name in names
    ]
    return problem_response(status=HTTPStatus.UNPROCESSABLE_ENTITY, detail="Validation failed", errors=errors)


def register_refusals(api: NinjaAPI) -> None:
    """Say why a content is refused, and leave what nobody expected to Django, which logs it and tells nothing."""

    @api.exception_handler(HttpError)
    def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        cause = error.__cause__
        if isinstance(cause, MalformedRequestError):
            return problem_response(status=cause.status, detail=str(cause))
        return problem_response(status=error.status_code, detail=str(error))

    @api.exception_handler(SuspiciousOperation)
    @api.exception_handler(MultiPartParserError)
    def unreadable_content(request: HttpRequest, error: Exception) -> HttpResponse:
        too_big = isinstance(error, RequestDataTooBig)
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_big else HTTPStatus.BAD_REQUEST
        return problem_response(status=status, detail="The content is too large" if too_big else "Malformed content")

    @api.exception_handler(Exception)
    def unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
        raise error


def _declared(operation: Any) -> frozenset[str]:
    queries = (model for model in operation.models if model.__ninja_param_source__ == "query")
    return frozenset(name for model in queries for name in model.__ninja_flatten_map__)
