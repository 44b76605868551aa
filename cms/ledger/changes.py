"""What a change says of itself. Made by the receivers of this room and by plugins, written by ``cms.ledger.record``."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

__all__ = ["GONE", "Action", "NewChange"]


class Action(StrEnum):
    """What happened to an object. Stored, and part of the change feed's contract."""

    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    DELETED = "deleted"
    MOVED = "moved"  # its address is another one, or its place among its siblings
    RESTRICTED = "restricted"
    OPENED = "opened"  # a restriction is gone
    CHANGED = "changed"
    SCHEDULED = "scheduled"
    DRAFTED = "drafted"


#: After these the public has no such object any more.
GONE = frozenset({Action.UNPUBLISHED, Action.DELETED, Action.RESTRICTED})


@dataclass(frozen=True, slots=True)
class NewChange:
    """A change that has no number yet.

    ``object_type`` is the model's label (``"pages.ProgramPage"``), ``object_id`` its key as a text, ``uuid`` the one
    that translations share. ``tags`` name what the change makes stale. ``is_public`` says whether the public may know
    of it: it could see the object before or can see it now.
    """

    action: Action
    object_type: str
    object_id: str
    tags: frozenset[str] = frozenset()
    is_public: bool = True
    uuid: UUID | None = None
    site_id: int | None = None
