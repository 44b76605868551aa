"""The changes of who may see pages, images and documents. Called by the receivers.

Who restricts a page restricts what is below, and the aliases of all that; who restricts a collection, the files in it
and in those below. Every answer that asked who may see something of the kind is stale then; the rows tell followers
of each page and file that the public lost or got back.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from cms.ledger.changes import Action, NewChange
from cms.ledger.objects import object_change
from cms.ledger.pages import page_changes, privacy_changes
from cms.ledger.reach import public_among, reached_by
from cms.ledger.tags import set_tag
from cms.ledger.tracked import tracked

__all__ = [
    "collection_changed",
    "collection_moved",
    "collection_opened",
    "collection_restricted",
    "page_opened",
    "page_restricted",
    "remember_before_save",
]

BEFORE_SAVE = "_ledger_before_save"


def remember_before_save(restriction: PageViewRestriction | CollectionViewRestriction) -> None:
    """Keep for ``page_restricted`` which pages the public sees before a restriction is put on another page, and for
    ``collection_restricted`` where the collection is that a restriction held for.
    """
    before: Any = type(restriction).objects.filter(pk=restriction.pk).first() if restriction.pk else None
    if isinstance(before, PageViewRestriction) and before.page_id != restriction.page_id:
        pages = {page.pk: page for start in (before.page, restriction.page) for page in reached_by(start)}
        setattr(restriction, BEFORE_SAVE, (list(pages.values()), public_among(pages.values())))
    elif isinstance(before, CollectionViewRestriction) and before.collection_id != restriction.collection_id:
        setattr(restriction, BEFORE_SAVE, before.collection.path)


def page_restricted(restriction: PageViewRestriction, created: bool) -> Iterable[NewChange]:
    """A restriction was set, changed in what opens it, or put on another page."""
    yield _restriction(Action.RESTRICTED if created else Action.CHANGED, restriction, PageViewRestriction)
    if created:
        pages = list(reached_by(restriction.page))
        before = public_among(pages, opened=[restriction.pk])
    else:
        pages, before = restriction.__dict__.pop(BEFORE_SAVE, ([], frozenset()))
    yield from privacy_changes(pages, before)


def page_opened(restriction: PageViewRestriction, is_alone: bool) -> Iterable[NewChange]:
    """A restriction is gone; ``is_alone`` unless its page goes as well, which nobody gets back."""
    yield _restriction(Action.OPENED, restriction, PageViewRestriction)
    page = Page.objects.filter(pk=restriction.page_id).first() if is_alone else None
    if page is not None:
        pages = list(reached_by(page))
        found = public_among(pages)
        yield from page_changes(Action.OPENED, [page for page in pages if page.pk in found])


def collection_changed(collection: Collection, action: Action) -> Iterable[NewChange]:
    """A collection is new, has another name or place, or is gone."""
    yield _restriction(action, collection, Collection, get_image_model(), get_document_model())


def collection_restricted(restriction: CollectionViewRestriction, created: bool) -> Iterable[NewChange]:
    """A restriction of a collection was set, or changed in what opens it."""
    action = Action.RESTRICTED if created else Action.CHANGED
    yield _restriction(action, restriction, Collection, get_image_model(), get_document_model())
    path_before: str | None = restriction.__dict__.pop(BEFORE_SAVE, None)
    if path_before is not None:
        yield from _files(Action.OPENED, path_before, _closed_paths())
    if created or path_before is not None:
        yield from _files_closed_by(restriction, Action.RESTRICTED, path_before)


def collection_opened(restriction: CollectionViewRestriction, is_alone: bool) -> Iterable[NewChange]:
    """A restriction of a collection is gone; ``is_alone`` unless the collection goes as well."""
    yield _restriction(Action.OPENED, restriction, Collection, get_image_model(), get_document_model())
    if is_alone:
        yield from _files_closed_by(restriction, Action.OPENED)


def collection_moved(old_path: str, new_path: str) -> Iterable[NewChange]:
    """A collection and those below have another path. ``new_path`` is in the database already."""
    parent_before, parent_after = (path[: -Collection.steplen] for path in (old_path, new_path))
    collection = Collection.objects.filter(path=new_path).first()
    if collection is None or parent_before == parent_after:  # its place among its siblings says nothing
        return
    yield from collection_changed(collection, Action.MOVED)
    closed = tuple(_closed_paths())
    was_closed, is_closed = (path.startswith(closed) for path in (parent_before, parent_after))
    if was_closed != is_closed:
        within = [path for path in closed if path.startswith(new_path)]
        yield from _files(Action.RESTRICTED if is_closed else Action.OPENED, new_path, within)


def _files_closed_by(
    restriction: CollectionViewRestriction, action: Action, path_before: str | None = None
) -> Iterator[NewChange]:
    """A change of each file that this restriction closes, or closed, and no other, nor it at ``path_before``."""
    collection = Collection.objects.filter(pk=restriction.collection_id).first()
    if collection is not None:
        others = _closed_paths(besides=restriction)
        yield from _files(action, collection.path, [*others, path_before] if path_before else others)


def _closed_paths(besides: CollectionViewRestriction | None = None) -> list[str]:
    """The paths of the collections that are restricted, by others than ``besides``."""
    restrictions = CollectionViewRestriction.objects.exclude(pk=besides.pk if besides else None)
    return list(restrictions.values_list("collection__path", flat=True))


def _files(action: Action, path: str, closing: Iterable[str]) -> Iterator[NewChange]:
    """A change of each file in the collections under ``path``, but for those under the paths ``closing``."""
    closed = Q(pk__in=[])
    for closed_path in closing:
        closed |= Q(path__startswith=closed_path)
    collections = Collection.objects.filter(path__startswith=path).exclude(closed)
    for model in (get_image_model(), get_document_model()):
        registration = tracked(model)
        if registration is not None:
            for file in model._default_manager.filter(collection__in=collections).order_by("pk").iterator():
                yield object_change(action, file, registration, is_public=True)


def _restriction(action: Action, instance: Any, *makes_stale: type[Model]) -> NewChange:
    return NewChange(
        action=action,
        object_type=instance._meta.label,
        object_id=str(instance.pk),
        tags=frozenset(set_tag(model) for model in makes_stale),
        is_public=False,
    )
