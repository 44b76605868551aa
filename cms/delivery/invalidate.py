"""Removes what a change has made stale, in the transaction of the change. Connected by ``cms.delivery.apps``."""

from typing import Any

from cms.delivery.store import clear, remove
from cms.ledger.recording import change_recorded
from cms.ledger.tags import EVERYTHING

__all__ = ["connect"]


def connect() -> None:
    """Hear of every change."""
    change_recorded.connect(changed, dispatch_uid="cms.delivery.invalidate")


def changed(tags: frozenset[str], **_kwargs: Any) -> None:
    """Remove the answers that depend on one of ``tags``."""
    if EVERYTHING in tags:
        clear()
    else:
        remove(tags)
