"""Unlock tokens: what somebody gets for the password of a private page, and what it opens.

A token names the restrictions whose password its holder knew, each with a digest of that password and the moment until
which it is open. It is signed, not stored. Changing the password, removing the restriction or making it one of another
kind ends it, too. Called by ``cms.api.callers`` and by the endpoint that unlocks.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.models import PageViewRestriction

from cms.conf import product_settings
from cms.errors import InvalidCredentialError

__all__ = ["UNLOCK_PREFIX", "Opening", "make_unlock_token", "openings_of"]

UNLOCK_PREFIX = "unlock_"
SALT = "cms.api.unlock"
LONGEST_TOKEN = 4_000  # characters; servers cut headers off at about 8,000
MOST_OPENINGS = 20
NOT_VALID = "This unlock token is not valid, or not any more. Unlock the page again."


class Opening(NamedTuple):
    """One restriction that a token opens. ``until`` is in seconds since 1970."""

    digest: str
    until: int


def make_unlock_token(
    restriction: PageViewRestriction, earlier: Mapping[int, Opening]
) -> tuple[str, datetime.datetime]:
    """A token that opens ``restriction``, and what an ``earlier`` one opens for as long as that did; and until when."""
    expires = (timezone.now() + datetime.timedelta(minutes=product_settings().unlock_minutes)).replace(microsecond=0)
    kept = list(earlier.items())[1 - MOST_OPENINGS :]
    opening = Opening(_digest(restriction.pk, restriction.password), int(expires.timestamp()))
    openings = {**dict(kept), restriction.pk: opening}
    return UNLOCK_PREFIX + _signer().sign_object({str(pk): list(each) for pk, each in openings.items()}), expires


def openings_of(token: str) -> dict[int, Opening]:
    """What ``token`` opens now, by the id of the restriction. Raises ``InvalidCredentialError`` when it is nothing."""
    if len(token) > LONGEST_TOKEN:
        raise InvalidCredentialError(NOT_VALID)
    try:
        signed = _signer().unsign_object(token.removeprefix(UNLOCK_PREFIX))
    except BadSignature:
        raise InvalidCredentialError(NOT_VALID) from None
    now = timezone.now().timestamp()
    openings = {int(pk): Opening(*each) for pk, each in signed.items()}
    passwords = _passwords(openings)
    valid = {
        pk: each
        for pk, each in openings.items()
        if each.until > now and pk in passwords and constant_time_compare(each.digest, _digest(pk, passwords[pk]))
    }
    if not valid:
        raise InvalidCredentialError(NOT_VALID)
    return valid


def _passwords(ids: Iterable[int]) -> dict[int, str]:
    """The passwords of those of the restrictions that have one, by id."""
    with_password = PageViewRestriction.objects.filter(pk__in=ids, restriction_type=PageViewRestriction.PASSWORD)
    return dict(with_password.values_list("pk", "password"))


def _digest(pk: int, password: str) -> str:
    return salted_hmac(SALT, f"{pk}:{password}", algorithm="sha256").hexdigest()[:32]


def _signer() -> Signer:
    return Signer(sep=".", salt=SALT)  # a colon, the usual separator, may not stand in a bearer token (RFC 6750)
