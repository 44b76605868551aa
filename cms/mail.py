"""Emails leave after the change that they tell of is kept, and a mail server that is down undoes no change.

Wagtail sends its notifications in the middle of the request. Sent there, an email can tell of a change that is rolled
back a moment later, a slow mail server holds the database's locks, and a server that refuses the sign-in makes an
approval fail. ``AfterCommitBackend`` is the installation's ``EMAIL_BACKEND``; ``EMAIL_DELIVERY_BACKEND`` names the
backend that it hands the messages to.
"""

import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

__all__ = ["AfterCommitBackend"]

logger = logging.getLogger(__name__)


class AfterCommitBackend(BaseEmailBackend):
    """Within a transaction, keeps messages until it is committed; outside of one, sends them at once.

    After the commit nobody is left whom an error could help, so a failure (every error of ``smtplib`` is an
    ``OSError``) is logged with the message's subject and recipients. Outside a transaction errors are raised as usual.
    """

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.options = options
        self.is_unreachable = False

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send or keep the messages. Returns how many were sent or kept."""
        messages = list(email_messages)
        if not transaction.get_connection().in_atomic_block:
            return self._delivery(self.fail_silently).send_messages(messages) or 0
        transaction.on_commit(partial(self._deliver, messages), robust=True)
        return len(messages)

    def _delivery(self, fail_silently: bool) -> Any:
        return get_connection(settings.EMAIL_DELIVERY_BACKEND, fail_silently=fail_silently, **self.options)

    def _deliver(self, messages: list[EmailMessage]) -> None:
        """Send each message by itself, so that one refused recipient costs no other their email.

        Who sends to many people does it with one backend: after the first failed connection it does not wait for a
        timeout again for each of them.
        """
        delivery = self._delivery(fail_silently=False)
        for message in messages:
            try:
                if self.is_unreachable:
                    raise ConnectionError("The mail server could not be reached a moment ago.")
                self._open(delivery)
                delivery.send_messages([message])
            except OSError:
                logger.exception("Email not sent: “%s” to %s", message.subject, ", ".join(message.recipients()))
        try:
            delivery.close()
        except OSError:
            logger.exception("The connection to the mail server did not close")

    def _open(self, delivery: Any) -> None:
        try:
            delivery.open()
        except OSError:
            self.is_unreachable = True
            raise
