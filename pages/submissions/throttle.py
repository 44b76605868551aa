"""How often one address may send one form: a count in the database, which all processes share. Called by ``receive``.

The cache would not do: each process may have one of its own, and one that is down forgets.
"""

import time
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.utils.crypto import salted_hmac

from cms.errors import ThrottleError

__all__ = ["ThrottleCount", "count_attempt"]


class ThrottleCount(models.Model):
    """How often a sender, known by a digest alone, has sent a form since ``started`` (seconds since 1970)."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey("pages.FormPage", on_delete=models.CASCADE, related_name="+")
    sender = models.CharField(max_length=64)
    started = models.BigIntegerField(db_index=True)
    attempts = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "sender"], name="one_count_for_a_sender_of_a_form")]

    def __str__(self) -> str:
        return f"{self.attempts} of {self.page_id}"


#: One statement, so that requests at the same moment are all counted. Both of our databases speak it.
COUNT = """
    INSERT INTO {table} (page_id, sender, started, attempts) VALUES (%s, %s, %s, 1)
    ON CONFLICT (page_id, sender) DO UPDATE SET
        attempts = CASE WHEN {table}.started <= %s THEN 1 ELSE {table}.attempts + 1 END,
        started = CASE WHEN {table}.started <= %s THEN excluded.started ELSE {table}.started END
    RETURNING attempts, started
"""


def count_attempt(page: Any, network: str) -> None:
    """Count that ``network`` (see ``cms.client_address``) sends the form of ``page``.

    Raises ``ThrottleError`` when that is too often. The caller keeps the count also of what is refused later.
    """
    now = int(time.time())
    over = now - settings.FORM_THROTTLE_SECONDS
    sender = salted_hmac("pages.submissions.throttle", f"{page.pk} {network}", algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(table=ThrottleCount._meta.db_table), [page.pk, sender, now, over, over])
        attempts, started = cursor.fetchone()
    if attempts > settings.FORM_THROTTLE_LIMIT:
        raise ThrottleError(max(1, started - over))
