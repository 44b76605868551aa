"""Objects that the public has only along with a page, such as the redirects to it. Called by the receivers.

Nothing of such an object is saved when its page is published, hidden or opened. Whoever keeps the objects has to drop
it, or to read it for the first time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from django.db.models import CASCADE, Model
from wagtail.models import Page

from blocks.addresses import address_scope
from blocks.visibility import visibility_scope
from cms.ledger.changes import GONE, Action, NewChange
from cms.ledger.objects import object_change
from cms.ledger.tags import PAGE, object_tag
from cms.ledger.tracked import tracked

__all__ = ["going_with_pages", "with_what_they_show"]

BATCH = 500
COMING = frozenset({Action.PUBLISHED, Action.OPENED})


def with_what_they_show(changes: Iterable[NewChange]) -> Iterator[NewChange]:
    """``changes`` of pages, then those of the objects that come and go with these pages."""
    of_pages: dict[int, NewChange] = {}
    for change in changes:
        yield change
        tag = object_tag(Page, change.object_id)
        if change.is_public and tag in change.tags and change.action in GONE | COMING:
            of_pages[int(tag.removeprefix(PAGE))] = change
    if of_pages:
        with visibility_scope(opened=frozenset()), address_scope(anew=True):
            yield from _along_with(of_pages)


def _along_with(of_pages: dict[int, NewChange]) -> Iterator[NewChange]:
    keys = list(of_pages)
    for model, field in going_with_pages():
        registration = tracked(model)
        for start in range(0, len(keys) if registration else 0, BATCH):
            some = {f"{field}__in": keys[start : start + BATCH]}
            for instance in model._default_manager.filter(**some).select_related(field):
                action = of_pages[getattr(instance, f"{field}_id")].action
                if registration and registration.is_public(instance) is (action in COMING):
                    yield replace(object_change(action, instance, registration), is_public=True)


@lru_cache(maxsize=1)
def going_with_pages() -> list[tuple[type[Model], str]]:
    """The models that the database does not keep without their page, with the name of their relation. Those that a
    plugin registers later go one by one.
    """
    found: list[tuple[type[Model], str]] = []
    for relation in Page._meta.related_objects:
        if relation.on_delete is CASCADE and tracked(relation.related_model):
            found.append((relation.related_model, relation.field.name))
    return found
