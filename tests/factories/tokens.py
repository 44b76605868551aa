"""API tokens, and callers that send one."""

import datetime
from typing import Any

from django.utils import timezone

from cms.api.scopes import Scope
from cms.api.tokens import create_token
from cms.plugins.testing.client import ApiClient

__all__ = ["EVERY_SCOPE", "caller_with_token", "make_token"]

EVERY_SCOPE = tuple(Scope)


def make_token(person: Any, *scopes: Scope, days: float = 30) -> str:
    """The plaintext of a new token of ``person`` that expires in so many days."""
    _token, plaintext = create_token(person, "tests", scopes, timezone.now() + datetime.timedelta(days=days))
    return plaintext


def caller_with_token(person: Any, *scopes: Scope) -> ApiClient:
    """A caller of version 3 with a token of ``person``."""
    return ApiClient("v3", Authorization=f"Bearer {make_token(person, *scopes)}")
