"""Reading the ledger from a number on. Called by the change feed and its stream.

A follower keeps the last number that it has looked at. It must start over when changes behind that number are not kept
any more, and when the ledger has not come as far, which happens when a database was restored from a backup.
"""

from typing import Any, NamedTuple

from django.db.models import Q

from cms.errors import ChangesGoneError
from cms.ledger.head import read_head
from cms.ledger.models import Change

__all__ = ["Window", "changes_after"]


class Window(NamedTuple):
    """Changes, oldest first; ``looked_at`` is the last number that was looked at, ``latest`` the last that there is."""

    rows: list[Change]
    looked_at: int
    latest: int


def changes_after(after: int | None, limit: int, condition: Q | None = None) -> Window:
    """At most ``limit`` changes after a number, of those that ``condition`` accepts. Without a number, from now on.

    Raises ``ChangesGoneError`` when they are not all there.
    """
    head = read_head()
    if after is None:
        return Window([], head.number, head.number)
    if after > head.number:
        raise ChangesGoneError(after, head.number, head.kept_after)
    # Not beyond the head as it was read: what is committed meanwhile must not be passed over.
    between: Any = Change.objects.filter(number__gt=after, number__lte=head.number).order_by("number")
    rows = list((between if condition is None else between.filter(condition))[:limit])
    kept_after = read_head().kept_after if rows or after < head.number else head.kept_after
    if after < kept_after:  # asked last: rows may have been removed while these were read
        raise ChangesGoneError(after, head.number, kept_after)
    return Window(rows, rows[-1].number if len(rows) == limit else head.number, head.number)
