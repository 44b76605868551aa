"""Connects what Django and Wagtail tell of to the ledger. Called once by ``cms.ledger.apps``.

The receivers of saving and deleting hear of every model and look up at once whether it is theirs, because snippets
and settings of plugins are registered after this. Rows of a fixture (``raw``) are not recorded: what they refer to may
not be there yet.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from taggit.models import Tag
from treebeard.mp_tree import path_updated
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Revision,
)
from wagtail.signals import (
    page_published,
    post_page_move,
    pre_page_move,
    published,
)

from blocks.image_sizes import every_filter_spec
from cms.ledger import deletion, objects, pages, privacy
from cms.ledger.changes import Action
from cms.ledger.objects import object_change, record_object
from cms.ledger.recording import record
from cms.ledger.shown_with import with_what_they_show
from cms.ledger.tagged import tagged_with
from cms.ledger.tracked import part_of, tracked

__all__ = ["connect"]

NAME = "cms.ledger"


def connect() -> None:
    """Connect everything, once."""
    everything: list[tuple[Any, Callable[..., None]]] = [
        (pre_save, something_will_be_saved),
        (post_save, something_saved),
        (pre_delete, something_will_be_deleted),
        (post_delete, something_deleted),
        (m2m_changed, relations_changed),
        (page_published, page_was_published),
        (pre_page_move, page_will_be_moved),
        (post_page_move, page_was_moved),
        (published, object_was_published),
    ]
    for signal, receiver in everything:
        signal.connect(receiver, dispatch_uid=f"{NAME}.{receiver.__name__}")
    rendition = get_image_model().get_rendition_model()
    of_a_model: list[tuple[Any, Any, Callable[..., None]]] = [
        (pre_save, PageViewRestriction, restriction_will_be_saved),
        (pre_save, CollectionViewRestriction, restriction_will_be_saved),
        (post_save, PageViewRestriction, page_was_restricted),
        (post_delete, PageViewRestriction, page_was_opened),
        (post_save, CollectionViewRestriction, collection_was_restricted),
        (post_delete, CollectionViewRestriction, collection_was_opened),
        (post_save, Collection, collection_was_saved),
        (path_updated, Collection, collection_was_moved),
        (post_delete, Collection, collection_was_deleted),
        (post_save, Tag, tag_was_renamed),
        (pre_delete, Tag, tag_will_be_deleted),
        (post_save, Revision, revision_was_saved),
        (post_save, rendition, rendition_was_made),
        (post_delete, rendition, rendition_was_removed),
    ]
    for signal, model, receiver in of_a_model:
        signal.connect(receiver, sender=model, dispatch_uid=f"{NAME}.{receiver.__name__}")


def something_will_be_saved(
    sender: type[Model], instance: Any, update_fields: Any = None, raw: bool = False, **_kwargs: Any
) -> None:
    """Remember what the public sees of it so far."""
    if raw:
        return
    if issubclass(sender, Page):
        pages.remember_before_save(instance, update_fields)
    elif registration := tracked(sender):
        objects.remember_before_save(instance, registration, update_fields)


def something_saved(
    sender: type[Model], instance: Any, created: bool, raw: bool = False, update_fields: Any = None, **_kwargs: Any
) -> None:
    """Record the change of a page, of a tracked object, or of what an object is a part of."""
    if raw:
        return
    if issubclass(sender, Page):
        record(with_what_they_show(pages.saved(instance, created, update_fields)))
    elif registration := tracked(sender):
        record(objects.saved(instance, registration, created, update_fields))
    else:
        _part_changed(sender, instance)


def something_will_be_deleted(sender: type[Model], instance: Any, origin: Any = None, **_kwargs: Any) -> None:
    """Record that a page or a tracked object goes, while what it belongs to is still there.

    Of pages, the first tells of all that are deleted with it: it is connected before Wagtail's receiver, which
    unpublishes each.
    """
    if issubclass(sender, Page):
        record(deletion.of_page(instance, origin))
    elif (registration := tracked(sender)) and not deletion.is_told(instance):
        record([object_change(Action.DELETED, instance, registration)])


def something_deleted(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    """Record the change of what lost a part, unless all of it goes; of pages, what becomes of their aliases."""
    if issubclass(sender, Page):
        record(with_what_they_show(deletion.aliases_freed(instance)))
    elif tracked(sender) is None:
        field = part_of(sender)
        if field is not None and not deletion.is_whole_told(instance, field):
            _changed(getattr(instance, field, None))


def relations_changed(
    sender: type[Model],
    instance: Any,
    action: str,
    reverse: bool,
    model: type[Model],
    pk_set: set[Any] | None,
    **_kwargs: Any,
) -> None:
    """Record the change of what refers to others (tags, a list of practices), from whichever side it was made."""
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    if not reverse:
        _changed(instance)
    elif issubclass(model, Page) or tracked(model):
        is_one = {"pk__in": pk_set} if pk_set is not None else {_relation(model, sender): instance}
        for other in model._default_manager.filter(**is_one):
            _changed(other)


def page_was_published(instance: Page, **_kwargs: Any) -> None:
    """Wagtail says so as well of a page that is only scheduled."""
    if instance.live:
        record(pages.published(instance))


def page_will_be_moved(instance: Page, parent_page_before: Page, **_kwargs: Any) -> None:
    """Remember what the public sees so far."""
    pages.remember_before_move(instance, parent_page_before)


def page_was_moved(instance: Page, url_path_before: str, parent_page_before: Page, **_kwargs: Any) -> None:
    """Record the new place, of the pages below as well."""
    record(with_what_they_show(pages.moved(instance, url_path_before, parent_page_before)))


def object_was_published(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    """Record the publishing of a snippet that has drafts."""
    if instance.live:
        record_object(Action.PUBLISHED, instance)


def restriction_will_be_saved(
    instance: PageViewRestriction | CollectionViewRestriction, raw: bool = False, **_kwargs: Any
) -> None:
    """Remember what it holds for so far."""
    if not raw:
        privacy.remember_before_save(instance)


def page_was_restricted(instance: PageViewRestriction, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """Record what the public loses, if the restriction is new."""
    if not raw:
        record(with_what_they_show(privacy.page_restricted(instance, created)))


def page_was_opened(instance: PageViewRestriction, origin: Any = None, **_kwargs: Any) -> None:
    """Record what the public gets back: nothing if the restriction goes along with its page."""
    record(with_what_they_show(privacy.page_opened(instance, _is_alone(instance, origin))))


def collection_was_restricted(
    instance: CollectionViewRestriction, created: bool, raw: bool = False, **_kwargs: Any
) -> None:
    """Record what the public loses, if the restriction is new."""
    if not raw:
        record(privacy.collection_restricted(instance, created))


def collection_was_opened(instance: CollectionViewRestriction, origin: Any = None, **_kwargs: Any) -> None:
    """Record what the public gets back: nothing if the restriction goes along with its collection."""
    record(privacy.collection_opened(instance, _is_alone(instance, origin)))


def collection_was_saved(instance: Collection, raw: bool = False, **_kwargs: Any) -> None:
    """Record a change of a collection."""
    if not raw:
        record(privacy.collection_changed(instance, Action.CHANGED))


def collection_was_moved(old_path: str, new_path: str, **_kwargs: Any) -> None:
    """Record what the public loses or gets back. Only the tree itself tells of moved collections."""
    record(privacy.collection_moved(old_path, new_path))


def collection_was_deleted(instance: Collection, **_kwargs: Any) -> None:
    """Record that a collection is gone."""
    record(privacy.collection_changed(instance, Action.DELETED))


def revision_was_saved(instance: Revision, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """Record a draft, and the schedule of one: answers that show the page do not hold beyond that moment."""
    if not raw:
        record(pages.revision_saved(instance, created))


def tag_was_renamed(instance: Tag, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """Record the change of what has the tag."""
    if not raw and not created:
        _all_changed(tagged_with(instance))


def tag_will_be_deleted(instance: Tag, **_kwargs: Any) -> None:
    """Record the change of what has the tag. Django tells of none, because a tag is a part of many kinds of objects."""
    _all_changed(tagged_with(instance))


def rendition_was_made(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Record that an image can be shown in another size. Whoever shows one of no recipe makes it there and then."""
    if not raw and instance.filter_spec in every_filter_spec():
        record_object(Action.CHANGED, instance.image)


def rendition_was_removed(instance: Any, **_kwargs: Any) -> None:
    """Record that an image is no longer shown in some size."""
    record_object(Action.CHANGED, instance.image)


def _is_alone(instance: Model, origin: Any) -> bool:
    """Whether ``instance`` is deleted for itself, and not because of something that it belongs to."""
    return getattr(origin, "model", type(origin)) is type(instance)


def _relation(model: type[Model], through: type[Model]) -> str:
    """The field of ``model`` whose relations are rows of ``through``. Who clears them names none of the objects."""
    return next(field.name for field in model._meta.many_to_many if field.remote_field.through is through)


def _part_changed(sender: type[Model], instance: Any) -> None:
    field = part_of(sender)
    if field is not None:
        _changed(getattr(instance, field, None))


def _all_changed(wholes: Iterable[Any]) -> None:
    for whole in wholes:
        _changed(whole)


def _changed(whole: Any) -> None:
    if isinstance(whole, Page):
        record(pages.changed(whole))
    elif whole is not None:
        record_object(Action.CHANGED, whole)
