"""Runs the middleware that plugins register by the ``middleware`` hook, in two places of ``MIDDLEWARE``.

Each place is one middleware to Django; within it, those of plugins stand around one another by their order. Their
``process_view``, ``process_exception`` and ``process_template_response`` are called as Django calls them.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import MiddlewareNotUsed
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from cms.hookspecs import Middleware
from cms.plugins.manager import answers

__all__ = ["AfterSignInMiddleware", "BeforeSignInMiddleware"]


class _PluginMiddleware:
    """What plugins register for one place."""

    after_sign_in: bool

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._outer_first: list[Any] = []
        handler: Callable[..., Any] = get_response
        chosen = [a for a in answers("middleware", Middleware) if a.item.after_sign_in is self.after_sign_in]
        for answer in sorted(chosen, key=lambda answer: answer.item.order, reverse=True):
            factory = answer.item.factory
            try:
                made = (import_string(factory) if isinstance(factory, str) else factory)(handler)
            except MiddlewareNotUsed:
                continue
            except Exception as error:  # a plugin's boundary: whatever it raises is reported with its name
                raise answer.error(error) from error
            self._outer_first.insert(0, made)
            handler = convert_exception_to_response(made)
        self._handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = self._handler(request)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Ask each for an answer before the view does, the outermost first."""
        return self._first("process_view", self._outer_first, request, view, args, kwargs)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask each for an answer in place of an exception, the innermost first."""
        return self._first("process_exception", reversed(self._outer_first), request, exception)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """Let each change a response that is not rendered yet, the innermost first."""
        for each in reversed(self._outer_first):
            if hasattr(each, "process_template_response"):
                response = each.process_template_response(request, response)
        return response

    def _first(self, method: str, among: Any, *arguments: Any) -> HttpResponse | None:
        answers_of_each = (getattr(each, method)(*arguments) for each in among if hasattr(each, method))
        return next((answer for answer in answers_of_each if answer is not None), None)


class BeforeSignInMiddleware(_PluginMiddleware):
    """Before sessions, and for what the API serves without them."""

    after_sign_in = False


class AfterSignInMiddleware(_PluginMiddleware):
    """When ``request.user`` is known."""

    after_sign_in = True
