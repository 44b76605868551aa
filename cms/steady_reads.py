"""A reading request is answered from one state of the content, with the addresses that hold now.

It asks the database many times, and what is committed in between would put two states of the content into one answer:
a page with the restrictions from before, a parent that is gone, a menu that leads nowhere. ``SteadyReadMiddleware``
looks at the number of the ledger before and after, and answers anew where it has moved.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from blocks.addresses import address_scope, site_roots
from blocks.visibility import visibility_scope
from cms.hosts import ADMIN_PREFIX, API_PREFIX, prefixes_of_every_role
from cms.ledger.head import latest_number, writing
from cms.per_request_cache import kept_for_one_request
from cms.plugins.addresses import reading_prefixes
from cms.transactions import only_reads

__all__ = ["SteadyReadMiddleware"]

ATTEMPTS = 3


class SteadyReadMiddleware:
    """Answers the API and everybody who has no session from one state, at last with all writers waiting.

    Named in ``MIDDLEWARE`` outside of what reads anything for the whole request. Who has a session (in the admin, or
    behind a password) is answered once: answering changes sessions, such as the messages in them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.read = reading_prefixes()
        self.no_content = (ADMIN_PREFIX, *prefixes_of_every_role())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not only_reads(request, self.read):
            return self.get_response(request)
        if not self._is_of_content(request):
            with kept_for_one_request():
                return self.get_response(request)
        known = dict(vars(request))
        for _attempt in range(ATTEMPTS):
            number = latest_number()
            response = self._answer(request)
            if latest_number() == number:
                return response
            _forget(request, known)
        with writing():
            return self._answer(request)

    def _is_of_content(self, request: HttpRequest) -> bool:
        if request.path.startswith(API_PREFIX):
            return True
        return settings.SESSION_COOKIE_NAME not in request.COOKIES and not request.path.startswith(self.no_content)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        with kept_for_one_request():
            if request.path.startswith(API_PREFIX):  # which has scopes of its own
                return self.get_response(request)
            with visibility_scope(), address_scope():
                # Where Wagtail keeps them for a request, so that it reads no sites besides those that we do.
                request._wagtail_cached_site_root_paths = SimpleLazyObject(site_roots)  # type: ignore[attr-defined]
                return self.get_response(request)


def _forget(request: HttpRequest, known: dict[str, Any]) -> None:
    """Take from ``request`` what the attempt has kept on it: its site, settings, whom it is from."""
    attributes = vars(request)
    attributes.clear()
    attributes.update(known)
