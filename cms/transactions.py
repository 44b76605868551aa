"""Requests that change content run in one transaction each: all of their writes are kept, or none.

Django's ``ATOMIC_REQUESTS`` would also wrap every GET, which on SQLite with immediate transactions takes the only
write lock just to read. ``WriteTransactionMiddleware`` wraps the unsafe methods only. It stands last in
``MIDDLEWARE``, so sessions and messages are saved outside.
"""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from cms.hosts import API_PREFIX

__all__ = ["WriteTransactionMiddleware"]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
SERVER_ERROR = 500
CLIENT_ERROR = 400
VIEW_RAISED = "cms.view_raised"


class WriteTransactionMiddleware:
    """Opens the transaction, and rolls it back when the view raised or answered with an error.

    A view's exception has become a response by the time it gets here, hence ``process_exception``. The API turns its
    own exceptions into problem responses within the view, so there every error status rolls back; but for a response
    whose view has undone its own writes and says with ``keeps_writes`` that the rest stays, such as a throttle's count.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            lowest_error = CLIENT_ERROR if request.path.startswith(API_PREFIX) else SERVER_ERROR
            is_error = response.status_code >= lowest_error and not getattr(response, "keeps_writes", False)
            if VIEW_RAISED in request.META or is_error:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Remember that the view raised. The page that tells of it may still read from the database."""
        request.META[VIEW_RAISED] = True
