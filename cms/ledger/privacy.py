"""The changes of who may see pages, images and documents. Called by the receivers.

Who restricts a page restricts what is below, and the aliases of all that. Every answer that asked who may see a page
is stale then; the rows tell followers of each page that the public lost or got back.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from blocks.visibility import is_public_page, visibility_scope
from cms.ledger.changes import Action, NewChange
from cms.ledger.objects import object_change
from cms.ledger.pages import page_changes
from cms.ledger.tags import set_tag
from cms.ledger.tracked import tracked

__all__ = ["collection_changed", "page_opened", "page_restricted"]


def page_restricted(restriction: PageViewRestriction, created: bool) -> Iterable[NewChange]:
    """A restriction was set, or changed in what opens it."""
    yield _restrictions(Action.RESTRICTED if created else Action.CHANGED, restriction)
    if created:
        with visibility_scope(opened=frozenset({restriction.pk})):
            lost = [page for page in _pages_under(restriction.page) if is_public_page(page)]
        yield from page_changes(Action.RESTRICTED, lost, was_public={page.pk for page in lost})


def page_opened(restriction: PageViewRestriction, is_alone: bool = True) -> Iterable[NewChange]:
    """A restriction is gone; ``is_alone`` unless its page goes as well, which nobody gets back."""
    yield _restrictions(Action.OPENED, restriction)
    page = Page.objects.filter(pk=restriction.page_id).first() if is_alone else None
    if page is not None:
        with visibility_scope(opened=frozenset()):
            found = [below for below in _pages_under(page) if is_public_page(below)]
        yield from page_changes(Action.OPENED, found)


def collection_changed(instance: Any, action: Action, is_alone: bool = True) -> Iterable[NewChange]:
    """A collection or a restriction of one is new, different or gone; ``is_alone`` unless a collection goes with it.

    With a restriction, the files below go out of sight or come back.
    """
    yield NewChange(
        action=action,
        object_type=instance._meta.label,
        object_id=str(instance.pk),
        tags=frozenset({set_tag(Collection), set_tag(get_image_model()), set_tag(get_document_model())}),
        is_public=False,
    )
    if isinstance(instance, CollectionViewRestriction) and is_alone and action is not Action.CHANGED:
        yield from _files_changed(instance, action)


def _files_changed(restriction: CollectionViewRestriction, action: Action) -> Iterator[NewChange]:
    """A change of each file that this restriction alone keeps, or has kept, from the public."""
    others = CollectionViewRestriction.objects.exclude(pk=restriction.pk).values_list("collection__path", flat=True)
    below = Collection.objects.filter(path__startswith=restriction.collection.path)
    kept = tuple(others)
    collections = [pk for pk, path in below.values_list("pk", "path") if not path.startswith(kept)]
    for model in (get_image_model(), get_document_model()):
        registration = tracked(model)
        if registration is not None:
            for file in model.objects.filter(collection__in=collections).iterator():
                yield object_change(action, file, registration, is_public=True)


def _restrictions(action: Action, restriction: PageViewRestriction) -> NewChange:
    return NewChange(
        action=action,
        object_type=restriction._meta.label,
        object_id=str(restriction.pk),
        tags=frozenset({set_tag(PageViewRestriction)}),
        is_public=False,
    )


def _pages_under(page: Page) -> Iterator[Page]:
    """``page``, all below it, and whatever is an alias of one of them or below that."""
    found: set[int] = set()
    roots = [page]
    while roots:
        below = Q()
        for root in roots:
            below |= Q(path__startswith=root.path)
        new = [found_page for found_page in Page.objects.filter(below) if found_page.pk not in found]
        found.update(found_page.pk for found_page in new)
        yield from new
        roots = list(Page.objects.filter(alias_of__in=[found_page.pk for found_page in new]).exclude(pk__in=found))
