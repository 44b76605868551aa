"""Writes changes. The one function through which a number is given.

Called by ``cms.ledger.receivers``, by capabilities and by plugins.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from cms.ledger.changes import Action, NewChange
from cms.ledger.head import take_numbers
from cms.ledger.models import Change
from cms.ledger.told import changes_committed, keep_told, told

__all__ = ["change_recorded", "changes_committed", "record"]

#: Sent within the transaction of the changes, with ``tags``: what they make stale.
change_recorded = Signal()

#: The weightiest action tells what happened to an object within one transaction. Of equal weight, the later counts.
WEIGHTS = {
    Action.DELETED: 5,
    Action.PUBLISHED: 4,
    Action.UNPUBLISHED: 4,
    Action.RESTRICTED: 4,
    Action.OPENED: 4,
    Action.MOVED: 3,
    Action.CHANGED: 2,
    Action.SCHEDULED: 1,
    Action.DRAFTED: 0,
}
BATCH = 500


def record(changes: Iterable[NewChange]) -> None:
    """Write each of ``changes`` with the next number, in the transaction that makes the change.

    Several changes of one object within a transaction are one: the weightiest. Outside of a transaction, they are
    written in one of their own.
    """
    changes = list(changes)
    if not changes:
        return
    with transaction.atomic():
        new = []
        for change in _each_object_once(changes):
            row = told(change.object_type, change.object_id)
            if row is None:
                new.append(change)
            else:
                _tell_both(*row, change)
        if new:
            _write(new)
        tags = frozenset[str]().union(*(change.tags for change in changes))
        if tags:
            change_recorded.send(sender=Change, tags=tags)


def _write(changes: list[NewChange]) -> None:
    first = take_numbers(len(changes))
    now = timezone.now()
    rows = list(enumerate(changes, first))
    Change.objects.bulk_create([_row(number, change, now) for number, change in rows], batch_size=BATCH)
    keep_told(rows, is_new=True)


def _tell_both(number: int, earlier: NewChange, later: NewChange) -> None:
    both = _together(earlier, later)
    if both == earlier:
        return
    row = _row(number, both, timezone.now())
    Change.objects.filter(number=number).update(
        action=row.action, tags=row.tags, is_public=row.is_public, uuid=row.uuid, site_id=row.site_id
    )
    keep_told([(number, both)], is_new=False)


def _row(number: int, change: NewChange, now: datetime) -> Change:
    return Change(
        number=number,
        at=now,
        action=change.action.value,
        object_type=change.object_type,
        object_id=change.object_id,
        uuid=change.uuid,
        site_id=change.site_id,
        tags=sorted(change.tags),
        is_public=change.is_public,
    )


def _each_object_once(changes: list[NewChange]) -> list[NewChange]:
    found: dict[tuple[str, str], NewChange] = {}
    for change in changes:
        key = change.object_type, change.object_id
        found[key] = _together(found[key], change) if key in found else change
    return list(found.values())


def _together(earlier: NewChange, later: NewChange) -> NewChange:
    weightier = later if WEIGHTS[later.action] >= WEIGHTS[earlier.action] else earlier
    return NewChange(
        action=weightier.action,
        object_type=earlier.object_type,
        object_id=earlier.object_id,
        tags=earlier.tags | later.tags,
        is_public=earlier.is_public or later.is_public,
        uuid=later.uuid or earlier.uuid,
        site_id=earlier.site_id if earlier.site_id == later.site_id else None,  # of both: told to all
    )
