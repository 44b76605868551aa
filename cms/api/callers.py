"""Who calls the API: nobody in particular, the owner of an API token, somebody who unlocked a page, or a frontend that
shows a preview.

``cms.api.middleware`` identifies the caller of every request, once; everything else asks ``caller_of``. Nothing is read
but the ``Authorization`` header.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import APIToken, PageViewRestriction

from cms.api.scopes import Scope
from cms.api.tokens import find_token, terms_of
from cms.api.unlocking import UNLOCK_PREFIX, Opening, openings_of
from cms.errors import InvalidCredentialError, MissingScopeError
from cms.hosts import API_PREFIX
from cms.preview.drafts import find_draft
from cms.preview.models import PreviewedDraft
from cms.preview.tokens import PREVIEW_PREFIX

__all__ = ["Caller", "caller_of", "identify", "reads_tokens", "remember_caller"]

CALLER = "cms.api.caller"
BEARER = "bearer"
VERSION_TWO = f"{API_PREFIX}v2/"


@dataclass(frozen=True)
class Caller:
    """``token`` and ``user`` are those of an API token, ``unlocked`` is what an unlock token holds, ``draft`` what a
    preview token is for; ``opened`` are the ids of the restrictions of pages that do not hold for the caller.
    """

    token: APIToken | None = None
    has_terms: bool = False
    scopes: frozenset[Scope] = frozenset()
    opened: frozenset[int] = frozenset()
    unlocked: Mapping[int, Opening] = field(default_factory=dict)
    draft: PreviewedDraft | None = None

    @property
    def user(self) -> Any:
        """The owner of the token, or Django's anonymous user."""
        return self.token.user if self.token is not None else AnonymousUser()

    def require(self, *scopes: Scope) -> None:
        """Raise ``MissingScopeError`` unless the token has ``scopes``; without any, unless it has terms at all."""
        if not self.has_terms:
            raise MissingScopeError(None)
        for scope in scopes:
            if scope not in self.scopes:
                raise MissingScopeError(scope)


NOBODY = Caller()


def reads_tokens(path: str) -> bool:
    """Whether API tokens make a difference at ``path``, of the API: everywhere but in version 2."""
    return path.startswith(API_PREFIX) and not path.startswith(VERSION_TWO)


def identify(request: HttpRequest) -> Caller:
    """The caller of ``request``, who is kept for ``caller_of``. Raises ``InvalidCredentialError``.

    Version 2 reads unlock tokens alone: whatever else is sent to it makes no difference.
    """
    scheme, _space, credential = request.headers.get("Authorization", "").partition(" ")
    is_unlock = scheme.lower() == BEARER and credential.startswith(UNLOCK_PREFIX)
    if not scheme or not (is_unlock or reads_tokens(request.path)):
        caller = NOBODY
    elif scheme.lower() != BEARER:
        raise InvalidCredentialError("Tokens are sent as 'Authorization: Bearer …'.")
    elif is_unlock:
        unlocked = openings_of(credential)
        caller = Caller(opened=frozenset(unlocked), unlocked=unlocked)
    elif credential.startswith(PREVIEW_PREFIX):
        caller = Caller(draft=find_draft(credential))
    else:
        caller = _owner(credential)
    remember_caller(request, caller)
    return caller


def remember_caller(request: HttpRequest, caller: Caller) -> None:
    """Keep ``caller`` as the one of ``request`` for ``caller_of``."""
    request.META[CALLER] = caller


def caller_of(request: HttpRequest) -> Caller:
    """The caller of ``request``, as the middleware identified them."""
    caller: Caller = request.META.get(CALLER, NOBODY)
    return caller


def _owner(credential: str) -> Caller:
    token = find_token(credential)
    if token is None:
        raise InvalidCredentialError(
            "This API token is not valid: it is unknown, revoked or expired, or its owner's account is closed."
        )
    terms = terms_of(token)
    if terms is None:
        return Caller(token)
    return Caller(token, has_terms=True, scopes=terms.scopes, opened=_opened_to(token.user))


def _opened_to(user: Any) -> frozenset[int]:
    """The restrictions that ``user`` passes by being signed in and in their groups, as on the default site."""
    of_groups = Q(restriction_type=PageViewRestriction.GROUPS)
    if not user.is_superuser:
        of_groups &= Q(groups__in=user.groups.all())
    passed = PageViewRestriction.objects.filter(Q(restriction_type=PageViewRestriction.LOGIN) | of_groups)
    return frozenset(passed.values_list("pk", flat=True))
