"""The content of a request that writes a page: bounded before it is validated. Used by ``operations``."""

from collections.abc import Callable, Iterator
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError as RequestError
from ninja.params.models import Body, BodyModel
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.schemas.pages import PageTypeInjectingBodyModel

from blocks.input_forms.rich_text import reading_rich_text
from cms.api.body import parse_json
from cms.api.problems import MalformedRequestError
from cms.api.v3.writing.faults import BODY, fault, json_path, refused

__all__ = ["ChangedPageContent", "NewPageContent", "reading_contents", "register_body_paths", "taken_out"]

MOST_VALUES = 10_000  # objects, lists and values in the JSON of a page
TAKEN_OUT = "cms.api.taken_out"


class _Bounded:
    """Mixed into Ninja's reading of a content."""

    @classmethod
    def get_request_data(cls, *args: Any) -> Any:
        return _bounded(super().get_request_data(*args))  # type: ignore[misc]  # Ninja's


class _NewPageModel(_Bounded, BodyModel):
    pass


class _ChangedPageModel(_Bounded, PageTypeInjectingBodyModel):
    pass


class NewPageContent(Body):  # type: ignore[misc]  # as Wagtail derives from it
    """A new page."""

    _model = _NewPageModel

    @classmethod
    def _param_source(cls) -> str:
        return BODY


class ChangedPageContent(NewPageContent):  # type: ignore[misc]  # as above
    """Changes to the page of the address, whose type need not be named."""

    _model = _ChangedPageModel


def reading_contents(run: Callable[..., Any]) -> Callable[..., Any]:
    """Ninja's decorator of an operation: bounds the rich text of a request, and notes what is taken out of it."""

    @wraps(run)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with reading_rich_text() as removals:
            request.META[TAKEN_OUT] = removals
            return run(request, *args, **kwargs)

    return wrapper


def taken_out(request: HttpRequest) -> list[Any]:
    """What was taken out of the rich text of ``request``, as Wagtail's ``RichTextRemoval``."""
    found: list[Any] = request.META.get(TAKEN_OUT, [])
    return found


def register_body_paths(api: NinjaAPI) -> None:
    """Say where in the JSON of a request an error is, not where in the types that it was compared with."""

    @api.exception_handler(RequestError)
    def misfit(request: HttpRequest, error: RequestError) -> HttpResponse:
        errors = [_with_path(request, each) for each in error.errors]
        return problem_response(status=HTTPStatus.UNPROCESSABLE_ENTITY, detail="Validation failed", errors=errors)


def _with_path(request: HttpRequest, error: dict[str, Any]) -> dict[str, Any]:
    place = list(error.get("loc", ()))
    if place[:2] != [BODY, "data"]:
        return error
    try:
        sent = parse_json(request.body)
    except MalformedRequestError:
        return error
    return {**error, "loc": [BODY, *json_path(place[2:], sent, error.get("type", ""))]}


def _bounded(data: Any) -> Any:
    for number, _value in enumerate(_values(data)):
        if number > MOST_VALUES:
            raise refused([fault((), f"A page has at most {MOST_VALUES} values", "too_long")])
    return data


def _values(data: Any) -> Iterator[Any]:
    waiting = [data]
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
