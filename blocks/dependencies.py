"""What an answer depends on: the objects that were loaded to make it, the sets that were searched, and the clock.

``collecting()`` notes all three. Objects note themselves: every instance of a model that is made while something
collects. Sets are told: whoever answers with “all pages of this type”, or leaves out what is not in a set, calls
``depends_on_every``. So is the clock: whoever answers with “what is not over yet” calls ``right_until``. Used by
``cms.delivery`` to know when a stored answer is stale; without it nothing is noted.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_init

__all__ = ["Dependencies", "collecting", "connect", "depends_on", "depends_on_every", "right_until"]


class Dependencies:
    """What was noted. ``objects`` holds models with the keys of their objects, ``sets`` models; ``until`` is the first
    moment at which the clock alone makes another answer, in seconds since 1970.
    """

    def __init__(self) -> None:
        self.objects: set[tuple[type[Model], Any]] = set()
        self.sets: set[type[Model]] = set()
        self.until: float | None = None


_current: ContextVar[Dependencies | None] = ContextVar("dependencies", default=None)


@contextmanager
def collecting() -> Iterator[Dependencies]:
    """Note what is loaded and searched within this block of code."""
    found = Dependencies()
    token = _current.set(found)
    try:
        yield found
    finally:
        _current.reset(token)


def depends_on(model: type[Model], key: Any) -> None:
    """The answer shows this object, or would if it were public."""
    if (found := _current.get()) is not None:
        found.objects.add((model, key))


def depends_on_every(*models: type[Model]) -> None:
    """The answer would be another one if an object of these models came, went or changed."""
    if (found := _current.get()) is not None:
        found.sets.update(models)


def right_until(moment: datetime.datetime) -> None:
    """The answer would be another one from ``moment`` (time-zone aware) on, even if nobody changed anything.

    It is not served from the store then, and no cache keeps it beyond. Of several moments, the first counts; one that
    is over already lets nobody keep the answer.
    """
    if (found := _current.get()) is not None:
        found.until = min(moment.timestamp(), found.until or moment.timestamp())


def connect() -> None:
    """Have objects note themselves. Called once, by ``cms.delivery``."""
    post_init.connect(_note, dispatch_uid="blocks.dependencies")


def _note(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    if (found := _current.get()) is not None and instance.pk is not None:
        found.objects.add((sender, instance.pk))
