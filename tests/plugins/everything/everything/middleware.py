"""A middleware that marks each response."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

__all__ = ["MarkMiddleware"]


class MarkMiddleware:
    """Says that it was there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["X-Everything"] = "signed in" if request.user.is_authenticated else "anonymous"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer in place of one kind of exception."""
        return HttpResponse("caught", status=418) if isinstance(exception, ZeroDivisionError) else None
