"""Until when an answer is right if nobody changes anything: what is scheduled, and what expires, pages and snippets.

What an answer says of the clock by itself, it tells ``blocks.dependencies.right_until``.

A schedule is a change of the ledger, so what was read once holds as long as the ledger stands where it did. A moment
that is over and has not been carried out (``publish_scheduled`` runs every few minutes) lies in the past: such an
answer is not stored, and nobody may keep it.
"""

from collections.abc import Iterable
from functools import lru_cache

from wagtail.models import DraftStateMixin, Page, Revision

from cms.ledger.tags import every_page_tag, object_tag, set_tag
from cms.ledger.tracked import tracked_models
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

    def note(tags: Iterable[str], moment: float) -> None:
        for tag in tags:
            moments[tag] = min(moment, moments.get(tag, moment))

    page_sets = every_page_tag()
    for model in (Page, *(kept for kept in tracked_models() if issubclass(kept, DraftStateMixin))):
        sets = page_sets if model is Page else {set_tag(model)}
        expiring = model._default_manager.filter(live=True, expire_at__isnull=False).values_list("pk", "expire_at")
        for key, moment in expiring.iterator():
            note({object_tag(model, key), *sets}, moment.timestamp())
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False).select_related("base_content_type")
    for revision in scheduled.defer("content"):
        if is_missing(revision.base_content_type):
            continue
        model = revision.base_content_type.model_class()
        sets = page_sets if issubclass(model, Page) else {set_tag(model)}
        note({object_tag(model, revision.object_id), *sets}, revision.approved_go_live_at.timestamp())
    return moments
