"""Preview tokens: what a frontend gets with the address of its preview route, and what it asks with.

A token is signed and holds the key of a draft and the moment when it was made; it ends an hour later. The database
alone makes no token: that takes the secret key of the installation.
"""

import datetime
import uuid

from django.core.signing import BadSignature, TimestampSigner

from cms.errors import InvalidCredentialError

__all__ = ["LIFE", "PREVIEW_PREFIX", "key_of", "make_preview_token", "no_such_preview"]

PREVIEW_PREFIX = "preview_"
LIFE = datetime.timedelta(hours=1)
SALT = "cms.preview"
LONGEST_TOKEN = 200


def make_preview_token(key: uuid.UUID) -> str:
    """A token for the draft with this key, which holds from now for ``LIFE``."""
    return PREVIEW_PREFIX + _signer().sign(key.hex)


def key_of(token: str) -> uuid.UUID:
    """The key of the draft that ``token`` is for. Raises ``InvalidCredentialError``."""
    if len(token) > LONGEST_TOKEN:
        raise no_such_preview()
    try:
        return uuid.UUID(_signer().unsign(token.removeprefix(PREVIEW_PREFIX), max_age=LIFE))
    except (BadSignature, ValueError):
        raise no_such_preview() from None


def no_such_preview() -> InvalidCredentialError:
    """The error for a token that leads to nothing, whatever the reason."""
    return InvalidCredentialError("This preview token is not valid, or not any more. Open the preview again.")


def _signer() -> TimestampSigner:
    return TimestampSigner(sep=".", salt=SALT)  # a colon may not stand in a bearer token (RFC 6750)
