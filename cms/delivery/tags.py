"""The tags of a stored answer: the names of what it depends on, as the ledger's changes name what they make stale.

Called by ``middleware`` with what was noted while the answer was rendered, and by ``invalidate``.
"""

from collections.abc import Iterable
from hashlib import blake2b

from django.db.models import Model
from wagtail.images.models import AbstractRendition
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site

from blocks.dependencies import Dependencies
from blocks.visibility import is_public_page, objects_by_id, visibility_scope
from cms.ledger.tags import EVERYTHING, PAGE, hidden_key, object_tag, set_tag
from cms.ledger.tracked import is_tracked

__all__ = ["surrogate_keys", "tag_number", "tags_of"]

#: Above this, an answer is marked with the set instead of with each object: it is stale somewhat more often.
MOST_OF_A_KIND = 150
PRIVACY = (PageViewRestriction, Collection)


def tags_of(found: Dependencies) -> frozenset[str]:
    """The tags of an answer that was made of ``found``. Models that the ledger does not keep have none."""
    tags = {EVERYTHING}
    by_set: dict[str, set[str]] = {}
    for model, key in found.objects:
        if issubclass(model, AbstractRendition | Site | Locale) or not is_tracked(model):
            continue  # a rendition is its image's, which is loaded as well; sites and languages are on everything
        by_set.setdefault(_set_of(model), set()).add(object_tag(model, key))
    for whole, objects in by_set.items():
        tags.update(objects if len(objects) <= MOST_OF_A_KIND else {whole})
    tags.update(set_tag(model) for model in found.sets if is_tracked(model) or model in PRIVACY)
    return frozenset(tags)


def surrogate_keys(tags: Iterable[str]) -> str:
    """The tags as ``Surrogate-Key`` carries them. Pages that are not public are named in a way that nobody can read."""
    tags = sorted(tags)
    pages = {tag: int(tag.removeprefix(PAGE)) for tag in tags if tag.startswith(PAGE)}
    with visibility_scope(opened=frozenset()):
        known = objects_by_id(Page, pages.values())
        hidden = {tag for tag, key in pages.items() if not is_public_page(known.get(key))}
    return " ".join(hidden_key(tag) if tag in hidden else tag for tag in tags)


def tag_number(tag: str) -> int:
    """The number by which the store keeps ``tag``, of 64 bits with a sign. Two tags with one number would only make an
    answer stale too often.
    """
    return int.from_bytes(blake2b(tag.encode(), digest_size=8).digest(), signed=True)


def _set_of(model: type[Model]) -> str:
    return set_tag(Page) if issubclass(model, Page) else set_tag(model)
