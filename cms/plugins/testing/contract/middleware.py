"""Checks each response of the API that any test receives. Put around the API's own by ``cms.settings.plugin_test``.

A middleware and no client of our own: whatever client a test uses, its requests come through here.
"""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse

from cms.api.contract.document import openapi_document
from cms.hosts import API_PREFIX
from cms.plugins.testing.contract.document import ResponseContract
from cms.plugins.testing.contract.version_two import check_version_two

__all__ = ["ContractMiddleware", "contract"]

VERSION_TWO, VERSION_THREE = f"{API_PREFIX}v2/", f"{API_PREFIX}v3/"
UNTYPED = frozenset({f"{VERSION_THREE}openapi.json"})  # the document itself


@cache
def contract() -> ResponseContract:
    """What the document of this process says."""
    return ResponseContract(openapi_document())


class ContractMiddleware:
    """Raises ``Drift``, which the test client passes on to the test."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(VERSION_TWO):
            check_version_two(contract(), request.path, response)
        elif request.path.startswith(VERSION_THREE) and request.path not in UNTYPED and not response.streaming:
            contract().check(request.method or "GET", request.path, response)
        return response
