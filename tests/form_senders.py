"""Senders of forms: a caller of the API's forms endpoint, for the tests of forms."""

import json
import time
from typing import Any

from django.core.signing import TimestampSigner, b62_encode
from django.test import Client
from wagtail.contrib.forms.models import FormSubmission

from pages.submissions.trap import signer

__all__ = ["kept", "send", "token_of_age"]


def send(page: Any, fields: Any, *, key: str | None = None, site: str = "", address: str = "", **members: Any) -> Any:
    """The response to a submission of ``page``; ``members`` stand beside ``fields`` in its content."""
    headers = {"Host": "localhost:8000", **({"Idempotency-Key": key} if key is not None else {})}
    return Client(raise_request_exception=False).post(
        f"/api/v3/forms/{page.pk}/submissions/{f'?site={site}' if site else ''}",
        json.dumps({"fields": fields, **members}),
        content_type="application/json",
        headers=headers,
        **({"REMOTE_ADDR": address} if address else {}),
    )


def kept(page: Any) -> list[dict[str, Any]]:
    """The data of the submissions of ``page``, oldest first."""
    return list(FormSubmission.objects.filter(page_id=page.pk).order_by("pk").values_list("form_data", flat=True))


def token_of_age(page: Any, seconds: int) -> str:
    """The token of a form that was shown so many seconds ago."""
    signer_then = _Earlier(salt=signer.salt)
    signer_then.seconds = seconds
    return signer_then.sign(str(page.pk))


class _Earlier(TimestampSigner):
    """Signs as if it were some ``seconds`` ago."""

    seconds = 0

    def timestamp(self) -> str:
        return b62_encode(int(time.time()) - self.seconds)
