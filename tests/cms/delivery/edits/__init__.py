"""Random edits of every kind that the ledger knows, a room for each group of them. Used by ``test_never_stale.py``.

Every edit is what a request does: a transaction that takes its turn and loads within.
"""

import random
from collections.abc import Callable
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from cms.ledger.head import writing
from tests.cms.delivery.edits import directory, files, pages, privacy, sites

__all__ = ["EDITS", "edit"]

EDITS: dict[str, Callable[[random.Random], None]] = {
    name: getattr(room, name)
    for room in (pages, privacy, files, sites, directory)
    for name in room.__all__
    if name.islower()
}


def edit(name: str, seed: int) -> None:
    """Carry out the edit ``name`` on objects that ``seed`` picks. Nothing, where there is none to edit, or where it is
    refused, for instance because a slug is taken or because something else needs what would go.
    """
    with suppress(ValidationError, ProtectedError, RestrictedError), writing(), transaction.atomic():
        EDITS[name](random.Random(seed))  # not for secrets
