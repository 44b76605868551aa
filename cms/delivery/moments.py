"""Until when an answer is right if nobody changes anything: what is scheduled, and what expires, pages and snippets.

What an answer says of the clock by itself, it tells ``blocks.dependencies.right_until``.

A schedule is a change of the ledger, so what was read once holds as long as the ledger stands where it did. A moment
that is over and has not been carried out (``publish_scheduled`` runs every few minutes) lies in the past: such an
answer is not stored, and nobody may keep it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.db.models import Model
from wagtail.models import DraftStateMixin, Page, Revision

from cms.ledger.objects import stale_tags
from cms.ledger.tags import object_tags
from cms.ledger.tracked import tracked, tracked_models
from cms.plugins.missing.content_types import is_missing

__all__ = ["forget_moments", "valid_until"]


def valid_until(tags: Iterable[str], number: int) -> float | None:
    """The next moment that concerns one of ``tags``, in seconds since 1970; ``None`` when there is none.

    ``number`` is where the ledger stood before.
    """
    moments = _moments(number)
    found = [moments[tag] for tag in tags if tag in moments] if moments else []
    return min(found, default=None)


def forget_moments() -> None:
    """Read the schedules anew: the ledger stands at a number again at which it stood before, in another database."""
    _moments.cache_clear()


@lru_cache(maxsize=1)
def _moments(number: int) -> dict[str, float]:
    """The next moment of every tag that has one."""
    moments: dict[str, float] = {}
    for instance, moment in (*_expiring(), *_scheduled()):
        for tag in _stale_then(instance):
            moments[tag] = min(moment, moments.get(tag, moment))
    return moments


def _expiring() -> Iterator[tuple[Model, float]]:
    """What is published until a moment, and that."""
    for model in (Page, *(kept for kept in tracked_models() if issubclass(kept, DraftStateMixin))):
        for instance in model._default_manager.filter(live=True, expire_at__isnull=False).iterator():
            yield instance, instance.expire_at.timestamp()


def _scheduled() -> Iterator[tuple[Model, float]]:
    """What is to be published at a moment, and that."""
    revisions = Revision.objects.filter(approved_go_live_at__isnull=False).select_related("base_content_type")
    for revision in revisions.defer("content"):
        if is_missing(revision.base_content_type):
            continue
        model = revision.base_content_type.model_class()
        for instance in model._default_manager.filter(pk=revision.object_id):
            yield instance, revision.approved_go_live_at.timestamp()


def _stale_then(instance: Model) -> Iterable[str]:
    """The tags that a change of ``instance`` will name. Aliases of a page, and theirs, are published with it."""
    if not isinstance(instance, Page):
        registration = tracked(type(instance))
        return stale_tags(instance, registration) if registration else ()
    aliases = (_stale_then(alias) for alias in instance.aliases.all())
    return object_tags(instance).union(*aliases)
