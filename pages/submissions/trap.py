"""The spam trap of a form: a field that readers never see, and a token that says when the form was shown.

A program that fills in every field, or sends a form at once, is told that all is well, and nothing of what it sent is
kept. The field needs nothing from a frontend but to render it, also where a page is built once for everybody. The
token is for frontends that ask for the form anew each time that they show it.
"""

import logging
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext as _
from typing_extensions import TypedDict

from cms.errors import FormTokenError
from pages.serializers import PublicField

__all__ = ["TOKEN_NAME", "TRAP_NAME", "SpamTrapData", "SpamTrapSerializer", "is_trapped", "new_token", "spam_trap"]

#: No question has this name, because those are made without hyphens; programs take it for an address to fill in.
TRAP_NAME = "website-address"
TOKEN_NAME = "form-token"  # noqa: S105  # the name of a field of the rendered form

LONGEST_LIFE = 24 * 60 * 60  # seconds

logger = logging.getLogger(__name__)
signer = TimestampSigner(salt="pages.submissions.trap")


class SpamTrapData(TypedDict):
    """The field that people leave empty. ``label`` is for those whose browser shows it nevertheless."""

    name: str
    label: str


class SpamTrapSerializer(PublicField):
    """The trap of a form."""

    def to_representation(self, value: SpamTrapData) -> SpamTrapData:
        """``value`` is the trap."""
        return value


def spam_trap() -> SpamTrapData:
    """The trap, the same for every form."""
    return SpamTrapData(name=TRAP_NAME, label=_("Leave this empty"))


def new_token(page: Any) -> str:
    """The token of a form that is shown now."""
    return signer.sign(str(page.pk))


def is_trapped(page: Any, trap_value: object, token: str | None) -> bool:
    """Whether a program sent this: the hidden field has a value, or the form was sent too soon after it was shown.

    Raises ``FormTokenError`` for a token that is missing although the installation wants one, that is a day old, or
    that is not of this form.
    """
    if trap_value:
        logger.info("Form %s: a submission filled in the trap", page.pk)
        return True
    if not token:
        if settings.FORM_TOKEN_REQUIRED:
            raise FormTokenError(_("The form is incomplete. Load it again, then send it."))
        return False
    if _is_younger_than(settings.FORM_MINIMUM_SECONDS, page, token):
        logger.info("Form %s: a submission came too soon after the form", page.pk)
        return True
    return False


def _is_younger_than(seconds: int, page: Any, token: str) -> bool:
    try:
        named = signer.unsign(token, max_age=LONGEST_LIFE)
    except BadSignature:
        named = ""
    if named != str(page.pk):
        raise FormTokenError(_("The form was open for too long. Load it again, then send it."))
    try:
        signer.unsign(token, max_age=seconds)
    except SignatureExpired:
        return False
    return seconds > 0
