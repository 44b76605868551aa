"""Removes what a change has made stale, in the transaction of the change. Connected by ``cms.delivery.apps``."""

from typing import Any

from cms.delivery.store import clear, remove, remove_before
from cms.ledger.compaction import changes_compacted
from cms.ledger.recording import change_recorded
from cms.ledger.tags import EVERYTHING

__all__ = ["connect"]


def connect() -> None:
    """Hear of every change."""
    change_recorded.connect(changed, dispatch_uid="cms.delivery.invalidate")
    changes_compacted.connect(compacted, dispatch_uid="cms.delivery.compacted")


def changed(tags: frozenset[str], **_kwargs: Any) -> None:
    """Remove the answers that depend on one of ``tags``."""
    if EVERYTHING in tags:
        clear()
    else:
        remove(tags)


def compacted(kept_after: int, **_kwargs: Any) -> None:
    """Remove lists that would have a follower begin where the ledger remembers nothing any more."""
    remove_before(kept_after)
