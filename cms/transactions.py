"""Requests that change content run in one transaction each: all of their writes are kept, or none.

Django's ``ATOMIC_REQUESTS`` would also wrap every GET, which on SQLite with immediate transactions takes the only
write lock just to read. ``WriteTransactionMiddleware`` wraps the unsafe methods only. It stands last in
``MIDDLEWARE``, so sessions and messages are saved outside. What a plugin declares to be only read (the hook
``url_patterns``) counts as safe by any method.

What changes content also waits for the head of the ledger before anything is loaded (see ``cms.ledger.head``): the
admin and the API's writing endpoints. Readers' own requests, a form or a password, do not wait for editors.

Reading requests have no transaction: ``cms.steady_reads`` answers them from one state.
"""

import logging
import re
from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms.api.body import SAFE_METHODS
from cms.hosts import ADMIN_PREFIX, API_PREFIX
from cms.ledger.head import lock_head
from cms.ledger.turns import turn
from cms.per_request_cache import kept_for_one_request
from cms.plugins.addresses import reading_prefixes

__all__ = ["WriteTransactionMiddleware", "changes_content", "only_reads"]

CONFLICT = 409
SERVER_ERROR = 500
CLIENT_ERROR = 400
VIEW_RAISED = "cms.view_raised"

logger = logging.getLogger(__name__)

#: What readers send, and signing in. None of it changes content.
READERS_REQUESTS = re.compile(rf"{API_PREFIX}v3/(forms/|pages/\d+/unlock/)|/admin/(login|logout|password_reset)/")


class WriteTransactionMiddleware:
    """Opens the transaction, and rolls it back when the view raised or answered with an error.

    A view's exception has become a response by the time it gets here, hence ``process_exception``. The API turns its
    own exceptions into problem responses within the view, so there every error status rolls back; but for a response
    whose view has undone its own writes and says with ``keeps_writes`` that the rest stays, such as a throttle's count.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.read = reading_prefixes()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if only_reads(request, self.read):
            return self.get_response(request)
        kept: list[bool] = []
        try:
            return self._in_one_transaction(request, kept)
        except IntegrityError:  # of the commit: what a view raises has become a response
            if kept:
                raise
            logger.exception("%s %s could not be kept", request.method, request.path)
            return still_referred_to(request)

    def _in_one_transaction(self, request: HttpRequest, kept: list[bool]) -> HttpResponse:
        with turn(), transaction.atomic():
            transaction.on_commit(lambda: kept.append(True))
            if changes_content(request.path):
                lock_head()
            with kept_for_one_request():
                response = self.get_response(request)
            lowest_error = CLIENT_ERROR if request.path.startswith(API_PREFIX) else SERVER_ERROR
            is_error = response.status_code >= lowest_error and not getattr(response, "keeps_writes", False)
            if VIEW_RAISED in request.META or is_error:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Remember that the view raised. The page that tells of it may still read from the database."""
        request.META[VIEW_RAISED] = True


def still_referred_to(request: HttpRequest) -> HttpResponse:
    """The answer where the database refused at the end. Nothing of the request is kept.

    Django looks after the relations of models that it knows. A table of a plugin that is not installed may refer to
    what was deleted, and only the database knows.
    """
    detail = _("This is still needed by something that cannot be seen, such as a plugin that is not installed.")
    if request.path.startswith(API_PREFIX):
        problem = {"type": "about:blank", "title": "Conflict", "status": CONFLICT, "detail": detail}
        return JsonResponse(problem, status=CONFLICT, content_type="application/problem+json")
    if request.path.startswith(ADMIN_PREFIX):
        messages.error(request, f"{detail} {_('Nothing was changed.')}")
        return redirect("wagtailadmin_home")
    return HttpResponse(detail, status=CONFLICT, content_type="text/plain")


def only_reads(request: HttpRequest, prefixes: tuple[str, ...]) -> bool:
    """Whether ``request`` changes nothing: by its method, or because it is below one of ``prefixes``."""
    return request.method in SAFE_METHODS or request.path.startswith(prefixes)


def changes_content(path: str) -> bool:
    """Whether an unsafe request to ``path`` can change content, and so waits for its turn."""
    return path.startswith((ADMIN_PREFIX, API_PREFIX)) and READERS_REQUESTS.match(path) is None
