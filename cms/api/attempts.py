"""How often one client may fail at one thing: a count in the database, which all processes share.

The cache would not do: each process may have one of its own, and one that is down forgets. Called by what compares
passwords, which keeps the count when it refuses (``keeps_writes``, see ``cms.transactions``).
"""

import datetime

from django.db import connection
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.api.models import Attempts
from cms.client_address import client_network
from cms.errors import TooManyAttemptsError

__all__ = ["MOST_ATTEMPTS", "WINDOW", "count_attempt", "forgive_attempt"]

MOST_ATTEMPTS = 10
WINDOW = datetime.timedelta(minutes=10)
MOST_FORGOTTEN = 100
SALT = "cms.api.attempts"

#: One statement, so that attempts at the same moment are all counted. Both of our databases speak it.
COUNT = """
    INSERT INTO {table} ("key", "number", "until") VALUES (%s, 1, %s)
    ON CONFLICT ("key") DO UPDATE SET
        "number" = CASE WHEN {table}."until" <= %s THEN 1 ELSE {table}."number" + 1 END,
        "until" = CASE WHEN {table}."until" <= %s THEN excluded."until" ELSE {table}."until" END
    RETURNING "number"
"""


def count_attempt(request: HttpRequest, what: str) -> str:
    """Count that the client of ``request`` tries ``what``, and return the key of the count.

    Raises ``TooManyAttemptsError`` after ``MOST_ATTEMPTS`` within ``WINDOW``; then the count is not kept.
    """
    key = salted_hmac(SALT, f"{what} {client_network(request)}", algorithm="sha256").hexdigest()
    now = timezone.now()
    until, moment = (connection.ops.adapt_datetimefield_value(each) for each in (now + WINDOW, now))
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(table=Attempts._meta.db_table), [key, until, moment, moment])
        (number,) = cursor.fetchone()
    _forget_what_is_over(now)
    if number > MOST_ATTEMPTS:
        end = Attempts.objects.values_list("until", flat=True).get(key=key)
        raise TooManyAttemptsError(max(1, int((end - now).total_seconds()) + 1))
    return key


def forgive_attempt(key: str) -> None:
    """Take back one attempt, which turned out to be right."""
    Attempts.objects.filter(key=key, number__gt=0).update(number=F("number") - 1)


def _forget_what_is_over(now: datetime.datetime) -> None:
    """Delete old counts, a few at a time. Not those that others are about to change: two could wait for each other."""
    over = Attempts.objects.select_for_update(skip_locked=True).filter(until__lte=now)
    Attempts.objects.filter(pk__in=list(over.values_list("pk", flat=True)[:MOST_FORGOTTEN])).delete()
