"""Making API tokens and finding the one that a caller sent.

Tokens are Wagtail's: the database holds a digest of each, and the token itself is shown once. ``TokenTerms`` adds an
expiry and scopes. Called by the admin's screens, the command ``api_tokens`` and ``cms.api.callers``.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import APIToken

from cms.api.models import TokenTerms
from cms.api.scopes import Scope
from cms.conf import product_settings

__all__ = ["create_token", "end_of", "find_token", "last_expiry_date", "terms_of", "usual_expiry_date"]

SECONDS_BETWEEN_NOTES_OF_USE = 60


def create_token(
    user: Any, name: str, scopes: Iterable[Scope] = (), expires: datetime.datetime | None = None
) -> tuple[APIToken, str]:
    """A new token of ``user`` and its plaintext, kept nowhere. Without ``expires`` it holds as long as usual."""
    with transaction.atomic():
        token, plaintext = APIToken.create_token(user=user, name=name)
        TokenTerms.objects.create(
            token=token,
            expires=expires or end_of(usual_expiry_date()),
            **{scope.value: True for scope in scopes},
        )
    return token, plaintext


def find_token(plaintext: str) -> APIToken | None:
    """The token, with its user and terms, unless it is unknown, revoked or expired or its owner may not sign in."""
    if not APIToken.validate_token_format(plaintext):
        return None
    token = (
        APIToken.objects.select_related("user", "terms")
        .filter(key_hash__in=APIToken.candidate_key_hashes(plaintext), revoked_at__isnull=True)
        .first()
    )
    if token is None or not token.user.is_active:
        return None
    terms = terms_of(token)
    if terms is not None and terms.is_expired:
        return None
    _note_use(token)
    return token


def terms_of(token: APIToken) -> TokenTerms | None:
    """The terms of ``token``, if it was made with any."""
    try:
        terms: TokenTerms = token.terms
    except TokenTerms.DoesNotExist:
        return None
    return terms


def usual_expiry_date() -> datetime.date:
    """The last day of a token that is made today, unless somebody says otherwise."""
    days = min(product_settings().api_token_days, product_settings().api_token_most_days)
    return timezone.localdate() + datetime.timedelta(days=days)


def last_expiry_date() -> datetime.date:
    """The last day that a token that is made today can have."""
    return timezone.localdate() + datetime.timedelta(days=product_settings().api_token_most_days)


def end_of(day: datetime.date) -> datetime.datetime:
    """The moment at which ``day`` is over, in the installation's time zone."""
    after = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(after)


def _note_use(token: APIToken) -> None:
    now = timezone.now()
    if token.last_used_at is None or (now - token.last_used_at).total_seconds() >= SECONDS_BETWEEN_NOTES_OF_USE:
        APIToken.objects.filter(pk=token.pk).update(last_used_at=now)
