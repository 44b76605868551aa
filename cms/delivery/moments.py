"""Until when an answer is right if nobody changes anything: what is scheduled, and what expires, pages and snippets.

What an answer says of the clock by itself, it tells ``blocks.dependencies.right_until``.

A schedule is a change of the ledger, so what was read once holds as long as the ledger stands where it did. A moment
that is over and has not been carried out (``publish_scheduled`` runs every few minutes) lies in the past: such an
answer is not stored, and nobody may keep it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.db.models import Model
from django.db.models.fields.json import KeyTextTransform
from wagtail.models import DraftStateMixin, Page, Revision

from cms.ledger.objects import stale_tags
from cms.ledger.pages import scheduled_tags
from cms.ledger.tags import object_tags
from cms.ledger.tracked import tracked, tracked_models
from cms.plugins.missing.content_types import is_missing

__all__ = ["forget_moments", "valid_until"]

Due = tuple[Iterable[str], float]  # the tags of what will be another, and when, in seconds since 1970


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
    for tags, moment in (*_expiring(), *_scheduled()):
        for tag in tags:
            moments[tag] = min(moment, moments.get(tag, moment))
    return moments


def _expiring() -> Iterator[Due]:
    """What is published until a moment. Aliases have the expiry of their page."""
    for model in (Page, *(kept for kept in tracked_models() if issubclass(kept, DraftStateMixin))):
        expiring = model._default_manager.filter(live=True, expire_at__isnull=False).order_by()
        for instance in expiring.only("expire_at", *_further_fields(model)).iterator():
            yield _tags_of(instance), instance.expire_at.timestamp()


def _scheduled() -> Iterator[Due]:
    """What is to be published at a moment, the aliases of pages and theirs with them."""
    revisions = Revision.objects.filter(approved_go_live_at__isnull=False).select_related("base_content_type")
    by_model: dict[type[Model], dict[str, tuple[float, str | None]]] = {}
    for revision in revisions.annotate(slug=KeyTextTransform("slug", "content")).defer("content"):
        if not is_missing(revision.base_content_type):
            of_model = by_model.setdefault(revision.base_content_type.model_class(), {})
            of_model[revision.object_id] = revision.approved_go_live_at.timestamp(), revision.slug
    for model, by_key in by_model.items():
        for instance in model._default_manager.filter(pk__in=by_key).only(*_further_fields(model)):
            moment, slug = by_key[str(instance.pk)]
            yield scheduled_tags(instance, slug) if isinstance(instance, Page) else _tags_of(instance), moment
    yield from _aliases({int(key): moment for key, (moment, _slug) in by_model.get(Page, {}).items()})


def _aliases(moments: dict[int, float]) -> Iterator[Due]:
    while moments:
        aliases = Page.objects.filter(alias_of__in=moments).only("alias_of", *_further_fields(Page))
        due = [(alias, moments[alias.alias_of_id]) for alias in aliases]
        yield from ((object_tags(alias), moment) for alias, moment in due)
        moments = {alias.pk: moment for alias, moment in due}


def _further_fields(model: type[Model]) -> tuple[str, ...]:
    """What tells the tags of an object of ``model``, beside its key."""
    return ("content_type", "slug", "numchild") if model is Page else ("pk",)


def _tags_of(instance: Model) -> Iterable[str]:
    """The tags that a change of ``instance`` will name."""
    if isinstance(instance, Page):
        return object_tags(instance)
    registration = tracked(type(instance))
    return stale_tags(instance, registration) if registration else ()
