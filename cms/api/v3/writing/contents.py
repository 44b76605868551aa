"""The content of a request that writes a page: bounded before it is validated. Used by ``operations``."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja.params.models import Body, BodyModel
from wagtail.api.v3.schemas.pages import PageTypeInjectingBodyModel

from blocks.input_forms.rich_text import reading_rich_text
from cms.api.v3.body_faults import BODY
from cms.api.v3.writing.faults import fault, refused

__all__ = ["ChangedPageContent", "NewPageContent", "reading_contents", "taken_out"]

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
