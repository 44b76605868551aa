"""Idempotency keys: a submission that is sent again, because its answer got lost, is answered again and kept once.

Called by ``receive``. The header is that of the IETF's draft “The Idempotency-Key HTTP Header Field”.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.errors import KeyReusedError
from pages.submissions.values import Answer

__all__ = ["SubmissionKey", "claim", "oldest_key", "receipt_of"]


class SubmissionKey(models.Model):
    """A key that was used with a form, and the receipt that was given. Key and content are digests."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey("pages.FormPage", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    receipt = models.UUIDField()
    used_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="one_submission_for_a_key_of_a_form")]

    def __str__(self) -> str:
        return str(self.receipt)


def oldest_key() -> datetime:
    """Keys used before this moment are forgotten."""
    return timezone.now() - timedelta(hours=settings.FORM_KEY_HOURS)


def receipt_of(page: Any, key: str, answers: Mapping[str, Answer]) -> UUID | None:
    """The receipt that ``key`` was answered with; ``None`` for a new key.

    Raises ``KeyReusedError`` when it was used with other answers.
    """
    known = SubmissionKey.objects.filter(page=page, key=_digest(key), used_at__gte=oldest_key()).first()
    if known is None:
        return None
    if known.content != _digest_of(answers):
        raise KeyReusedError("This Idempotency-Key was used with other content. Make a new one for a new submission.")
    return known.receipt


def claim(page: Any, key: str, answers: Mapping[str, Answer], receipt: UUID) -> UUID:
    """Keep ``key`` for a new submission. Returns ``receipt``, or that of another request which was faster.

    The database lets one of several requests have the key; the others wait for it to be kept. Raises as ``receipt_of``.
    """
    SubmissionKey.objects.filter(page=page, key=_digest(key), used_at__lt=oldest_key()).delete()
    try:
        with transaction.atomic():
            SubmissionKey.objects.create(page=page, key=_digest(key), content=_digest_of(answers), receipt=receipt)
    except IntegrityError:
        return receipt_of(page, key, answers) or receipt
    return receipt


def _digest_of(answers: Mapping[str, Answer]) -> str:
    return _digest(json.dumps(answers, sort_keys=True))


def _digest(text: str) -> str:
    return salted_hmac("pages.submissions.keys", text, algorithm="sha256").hexdigest()
