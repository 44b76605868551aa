"""The way of a submission from a caller of the API into Wagtail's report. Called by the API's forms endpoint."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from cms.errors import AnswersError
from pages.submissions.keys import claim, receipt_of
from pages.submissions.purge import forget_some
from pages.submissions.throttle import count_attempt
from pages.submissions.trap import TRAP_NAME, is_trapped
from pages.submissions.values import Answer, as_browser_data

__all__ = ["Sent", "receive"]


@dataclass(frozen=True)
class Sent:
    """What a caller sent: the answers by name, the caller's network, and the key and the form's token if there are."""

    answers: Mapping[str, Answer]
    network: str
    key: str | None = None
    token: str | None = None


def receive(page: Any, sent: Sent) -> UUID:
    """Keep a submission of the form of ``page``, send its email after the commit, and return a receipt.

    What was kept before with the same key has its first receipt; what the trap caught has one as well. Raises a
    ``SubmissionError``; then nothing is written but the throttle's count, which the caller is to commit.
    """
    if sent.key and (known := receipt_of(page, sent.key, sent.answers)):
        return known
    count_attempt(page, sent.network)
    with transaction.atomic():
        return _keep(page, sent)


def _keep(page: Any, sent: Sent) -> UUID:
    answers = dict(sent.answers)
    trapped = is_trapped(page, answers.pop(TRAP_NAME, None), sent.token)
    form = None if trapped else _valid_form(page, answers)
    receipt = uuid4()
    if sent.key and (first := claim(page, sent.key, sent.answers, receipt)) != receipt:
        return first
    if form is not None:
        page.process_form_submission(form)
    forget_some()
    return receipt


def _valid_form(page: Any, answers: Mapping[str, Answer]) -> Any:
    form = page.get_form(as_browser_data(page.get_form_fields(), answers), page=page, user=AnonymousUser())
    if not form.is_valid():
        raise AnswersError(
            [
                (name, error["message"], error["code"])
                for name, errors in form.errors.get_json_data().items()
                for error in errors
            ]
        )
    return form
