"""Forgets who sent a form, and with which key, when that has served its purpose.

Called with every submission that is kept, and by ``manage.py forget_form_senders``, for forms that nobody sends now.
"""

import time
from typing import Any

from django.conf import settings

from pages.submissions.keys import SubmissionKey, oldest_key
from pages.submissions.throttle import ThrottleCount

__all__ = ["forget_old", "forget_some"]

SOME = 100  # rows of each kind, so that no reader waits for a big cleaning


def forget_some() -> None:
    """Forget a few of what is over. Rows that another request holds are left to it."""
    for old in _old():
        rows = old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:SOME]
        old.model.objects.filter(pk__in=list(rows)).delete()


def forget_old() -> int:
    """Forget all that is over. Returns the number of rows."""
    return sum(old.delete()[0] for old in _old())


def _old() -> tuple[Any, Any]:
    return (
        SubmissionKey.objects.filter(used_at__lt=oldest_key()),
        ThrottleCount.objects.filter(started__lte=int(time.time()) - settings.FORM_THROTTLE_SECONDS),
    )
