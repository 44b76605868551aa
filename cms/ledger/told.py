"""What the current transaction has told already, by object. Read and kept by ``cms.ledger.recording``.

It is kept among what follows the commit (``connection.run_on_commit``), from where Django takes away what a savepoint
rolled back. An index of that list makes one lookup of each question; it is built anew when Django replaced the list.
"""

from collections.abc import Iterable
from typing import Any

from asgiref.local import Local
from django.db import connection, transaction
from django.dispatch import Signal

from cms.ledger.changes import Action, NewChange
from cms.ledger.models import Change

__all__ = ["changes_committed", "is_told_deleted", "keep_told", "told"]

#: Sent after the commit, with ``numbers``: what was kept of them.
changes_committed = Signal()

Key = tuple[str, str]
Row = tuple[int, NewChange]

_local = Local()


def told(object_type: str, object_id: str) -> Row | None:
    """The number and the content of this transaction's row of an object, unless it has none."""
    return _index().rows.get((object_type, object_id))


def is_told_deleted(object_type: str, object_id: str) -> bool:
    """Whether this transaction has told already that the object goes."""
    row = told(object_type, object_id)
    return row is not None and row[1].action is Action.DELETED


def keep_told(rows: Iterable[Row], is_new: bool) -> None:
    """Remember rows that were written, or written anew, until the transaction or its savepoint ends."""
    transaction.on_commit(_Told(list(rows), is_new))


class _Told:
    """Rows of this transaction. Called after the commit, then tells of those that are new."""

    def __init__(self, rows: list[Row], is_new: bool) -> None:
        self.rows = rows
        self.is_new = is_new

    def __call__(self) -> None:
        _local.index = None
        if self.is_new:
            changes_committed.send_robust(sender=Change, numbers=[number for number, _change in self.rows])


class _Index:
    """The rows among the first ``read`` entries of ``entries``, the later ones of an object in place of the earlier."""

    def __init__(self, entries: list[Any]) -> None:
        self.entries = entries
        self.read = 0
        self.last: Any = None
        self.rows: dict[Key, Row] = {}

    def holds_for(self, entries: list[Any]) -> bool:
        if self.entries is not entries or self.read > len(entries):
            return False
        return not self.read or entries[self.read - 1] is self.last

    def read_on(self) -> None:
        for entry in self.entries[self.read :]:
            if isinstance(follower := entry[1], _Told):
                for number, change in follower.rows:
                    self.rows[change.object_type, change.object_id] = number, change
        self.read = len(self.entries)
        self.last = self.entries[-1] if self.entries else None


def _index() -> _Index:
    entries = connection.run_on_commit
    index: _Index | None = getattr(_local, "index", None)
    if index is None or not index.holds_for(entries):
        index = _local.index = _Index(entries)
    index.read_on()
    return index
