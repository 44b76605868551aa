"""How much a process has added to the store since it pruned it: by this, each keeps the store within its bounds.

Nobody counts the store with every answer. Called by ``middleware``.
"""

from django.conf import settings

from cms.delivery.store import prune

__all__ = ["Growth"]

#: The store is pruned after this part of what it may hold was added, in answers or in bytes.
PRUNED_AFTER = 0.01


class Growth:
    """One for each process. The first answer of a process prunes: some do not live until they have stored many."""

    def __init__(self) -> None:
        self._added = PRUNED_AFTER  # as a part of what the store may hold

    def add(self, size: int) -> None:
        """An answer of so many bytes was stored. Where another writer is at work, the next one prunes."""
        self._added += max(1 / settings.DELIVERY_MAX_ENTRIES, size / settings.DELIVERY_MAX_BYTES)
        if self._added >= PRUNED_AFTER and prune() is not None:
            self._added = 0.0
