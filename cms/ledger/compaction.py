"""Removing old changes, so that the ledger stays of a bounded size. Called by ``manage.py compact_changes``.

Whoever has followed up to a number before those that are kept starts over, and so does whatever was stored with such a
number: ``changes_compacted`` tells of it, in the transaction that removes the rows.
"""

import datetime

from django.dispatch import Signal
from django.utils import timezone

from cms.ledger.head import latest_number, writing
from cms.ledger.models import Change, LedgerHead

__all__ = ["changes_compacted", "compact", "start_over"]

#: Sent within the transaction, with ``kept_after``: changes up to this number are not there any more.
changes_compacted = Signal()

BATCH = 1000
LONGEST_KEPT = 36_500  # days; nothing is older than a century
#: Further than any ledger gets between a backup and the moment at which it is needed.
LEAP = 1_000_000


def compact(keep_days: int) -> int:
    """Remove changes that are older, and return how many. Editors wait for one batch at a time at most."""
    oldest = timezone.now() - datetime.timedelta(days=min(keep_days, LONGEST_KEPT))
    removed = 0
    while count := _remove_batch(oldest):
        removed += count
    return removed


def start_over(leap: int = LEAP) -> int:
    """Make every follower start over. Returns the new number, so many further.

    After the database was restored from a backup, numbers that were given after the backup are given a second time, for
    other changes. Whoever knows the first ones would miss some of the second, so the ledger leaps beyond all of them
    and keeps none of what was before.
    """
    with writing():
        kept_after = latest_number() + leap
        Change.objects.all().delete()
        LedgerHead.objects.update(number=kept_after)
        _keep_after(kept_after)
    return kept_after


def _remove_batch(oldest: datetime.datetime) -> int:
    """Remove the first changes, in the order of their numbers, up to the first one that is young enough."""
    with writing():
        batch = list(Change.objects.order_by("number").values_list("number", "at")[:BATCH])
        old: list[int] = []
        for number, at in batch:
            if at >= oldest:
                break
            old.append(number)
        if not old:
            return 0
        Change.objects.filter(number__lte=old[-1]).delete()
        _keep_after(old[-1])
    return len(old)


def _keep_after(number: int) -> None:
    LedgerHead.objects.filter(pk=LedgerHead.ONLY).update(kept_after=number)
    changes_compacted.send(sender=Change, kept_after=number)
