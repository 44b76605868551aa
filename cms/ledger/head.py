"""The head row: where the ledger stands, and the lock that whoever changes content takes first.

On PostgreSQL the row's lock is held until the commit. On SQLite a transaction takes the database's only write lock as
it begins, which does the same. Either way writers come one after another: numbers have no gaps and appear in the order
of the commits, and what is loaded within ``writing()`` is as the writer before has left it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connections, router, transaction
from django.db.models import F, Max

from cms.ledger.models import Change, LedgerHead
from cms.ledger.turns import turn

__all__ = ["Head", "latest_number", "lock_head", "read_head", "take_numbers", "writing"]


#: Asked before and after each rendering of the API, several times for each. A queryset takes ten times as long.
_READ = f"SELECT number, kept_after FROM {LedgerHead._meta.db_table} WHERE id = %s"  # noqa: S608  # names of our own


class Head(NamedTuple):
    """The last number, and that up to which changes have been removed."""

    number: int
    kept_after: int


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that changes content. What it changes must be loaded within.

    Within a transaction it is a part of that one, which should then have begun with ``lock_head``.
    """
    with turn(), transaction.atomic():
        lock_head()
        yield


def lock_head() -> None:
    """Wait until no other writer is at work, and keep others waiting until the end of this transaction."""
    if LedgerHead.objects.select_for_update().filter(pk=LedgerHead.ONLY).first() is None:
        _begin()
        LedgerHead.objects.select_for_update().get(pk=LedgerHead.ONLY)


def read_head() -> Head:
    """Where the ledger stands, in this transaction's own eyes; nothing before the first change."""
    with connections[router.db_for_read(LedgerHead)].cursor() as cursor:
        cursor.execute(_READ, [LedgerHead.ONLY])
        found = cursor.fetchone()
    return Head(*found) if found else Head(0, 0)


def latest_number() -> int:
    """The number of the last committed change, or of this transaction's own; 0 before the first."""
    return read_head().number


def take_numbers(count: int) -> int:
    """Take the next ``count`` numbers for this transaction and return the first of them."""
    head = LedgerHead.objects.filter(pk=LedgerHead.ONLY)
    if not head.update(number=F("number") + count):
        _begin()
        head.update(number=F("number") + count)
    return latest_number() - count + 1


def _begin() -> None:
    """Make the head row, which a migration makes, for a database that was emptied."""
    last = Change.objects.aggregate(last=Max("number"))["last"] or 0
    LedgerHead.objects.bulk_create([LedgerHead(number=last)], ignore_conflicts=True)
