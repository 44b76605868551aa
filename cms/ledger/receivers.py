"""Connects what Django and Wagtail tell of to the ledger. Called once by ``cms.ledger.apps``.

The receivers of saving and deleting hear of every model and look up at once whether it is theirs, because snippets
and settings of plugins are registered after this. Rows of a fixture (``raw``) are not recorded: what they refer to may
not be there yet.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Revision,
)
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from cms.hookspecs import TrackedModel
from cms.ledger import pages, privacy
from cms.ledger.changes import Action
from cms.ledger.objects import object_change, object_saved, remember_sight
from cms.ledger.recording import record
from cms.ledger.tracked import part_of, tracked

__all__ = ["connect"]


def connect() -> None:
    """Connect everything, once."""
    name = "cms.ledger"
    pre_save.connect(something_will_be_saved, dispatch_uid=f"{name}.pre_save")
    post_save.connect(something_saved, dispatch_uid=f"{name}.post_save")
    pre_delete.connect(something_will_be_deleted, dispatch_uid=f"{name}.pre_delete")
    post_delete.connect(part_deleted, dispatch_uid=f"{name}.post_delete")
    page_published.connect(page_was_published, dispatch_uid=f"{name}.page_published")
    page_unpublished.connect(page_was_unpublished, dispatch_uid=f"{name}.page_unpublished")
    post_page_move.connect(page_was_moved, dispatch_uid=f"{name}.post_page_move")
    published.connect(object_was_published, dispatch_uid=f"{name}.published")
    unpublished.connect(object_was_unpublished, dispatch_uid=f"{name}.unpublished")
    post_save.connect(page_was_restricted, sender=PageViewRestriction, dispatch_uid=f"{name}.page_restricted")
    post_delete.connect(page_was_opened, sender=PageViewRestriction, dispatch_uid=f"{name}.page_opened")
    for model in (Collection, CollectionViewRestriction):
        post_save.connect(collection_was_saved, sender=model, dispatch_uid=f"{name}.{model.__name__}.saved")
        post_delete.connect(collection_was_deleted, sender=model, dispatch_uid=f"{name}.{model.__name__}.deleted")
    post_save.connect(revision_was_saved, sender=Revision, dispatch_uid=f"{name}.revision")
    rendition = get_image_model().get_rendition_model()
    post_save.connect(rendition_changed, sender=rendition, dispatch_uid=f"{name}.rendition_saved")
    post_delete.connect(rendition_changed, sender=rendition, dispatch_uid=f"{name}.rendition_deleted")


def something_will_be_saved(
    sender: type[Model], instance: Any, update_fields: Any = None, raw: bool = False, **_kwargs: Any
) -> None:
    """Remember a page's address that is in the database, for Wagtail tells of a new slug only after the commit; and of
    what is no page, whether it can be seen.
    """
    if raw:
        return
    if issubclass(sender, Page):
        pages.remember_address(instance, update_fields)
    elif (registration := tracked(sender)) and _is_seen(registration, update_fields):
        remember_sight(instance, registration)


def something_saved(
    sender: type[Model], instance: Any, raw: bool = False, update_fields: Any = None, **_kwargs: Any
) -> None:
    """Record the change of a page, of a tracked object, or of what an object is a part of."""
    if raw:
        return
    if issubclass(sender, Page):
        record(pages.saved(instance, update_fields))
    elif registration := tracked(sender):
        if _is_seen(registration, update_fields):
            record([object_saved(instance, registration)])
    else:
        _part_changed(sender, instance)


def something_will_be_deleted(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    """Record that a page or a tracked object goes, while what it belongs to is still there."""
    if issubclass(sender, Page):
        record(pages.deleted(instance))
    elif registration := tracked(sender):
        record([object_change(Action.DELETED, instance, registration)])


def part_deleted(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    """Record the change of what lost a part."""
    if not issubclass(sender, Page) and tracked(sender) is None:
        _part_changed(sender, instance)


def page_was_published(instance: Page, **_kwargs: Any) -> None:
    """Wagtail says so as well of a page that is only scheduled."""
    if instance.live:
        record(pages.published(instance))


def page_was_unpublished(instance: Page, **_kwargs: Any) -> None:
    """Record that the page is no longer there for the public."""
    record(pages.unpublished(instance))


def page_was_moved(instance: Page, url_path_before: str, parent_page_before: Page, **_kwargs: Any) -> None:
    """Record the new place, of the pages below as well."""
    record(pages.moved(instance, url_path_before, parent_page_before))


def object_was_published(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    """Record the publishing of a snippet that has drafts."""
    if (registration := tracked(sender)) and instance.live:
        record([object_change(Action.PUBLISHED, instance, registration)])


def object_was_unpublished(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    """Record that a snippet is no longer there for the public."""
    if registration := tracked(sender):
        record([object_change(Action.UNPUBLISHED, instance, registration, is_public=True)])


def page_was_restricted(instance: PageViewRestriction, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """Record what the public loses, if the restriction is new."""
    if not raw:
        record(privacy.page_restricted(instance, created))


def page_was_opened(instance: PageViewRestriction, origin: Any = None, **_kwargs: Any) -> None:
    """Record what the public gets back: nothing if the restriction goes along with its page."""
    is_alone = getattr(origin, "model", type(origin)) is PageViewRestriction
    record(privacy.page_opened(instance, is_alone))


def collection_was_saved(instance: Any, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """Record a change of a collection's place or privacy, and which files the public loses by it."""
    if not raw:
        record(privacy.collection_changed(instance, Action.RESTRICTED if created else Action.CHANGED))


def collection_was_deleted(instance: Any, origin: Any = None, **_kwargs: Any) -> None:
    """Record that a collection or its restriction is gone, and which files the public gets back."""
    is_alone = getattr(origin, "model", type(origin)) is type(instance)
    record(privacy.collection_changed(instance, Action.OPENED, is_alone))


def revision_was_saved(instance: Revision, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """Record a draft, and the schedule of one: answers that show the page do not hold beyond that moment."""
    if not raw:
        record(pages.revision_saved(instance, created))


def rendition_changed(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Record that an image is shown in another size, or no longer."""
    if raw:
        return
    image = instance.image
    if registration := tracked(type(image)):
        record([object_change(Action.CHANGED, image, registration)])


def _is_seen(registration: TrackedModel, update_fields: Any) -> bool:
    """Whether saving these columns, or all without any, shows in what the public sees."""
    return update_fields is None or bool(set(update_fields) - {*registration.unseen_fields})


def _part_changed(sender: type[Model], instance: Any) -> None:
    field = part_of(sender)
    if field is None:
        return
    whole = getattr(instance, field, None)
    if isinstance(whole, Page):
        record(pages.saved(whole, None))
    elif whole is not None and (registration := tracked(type(whole))):
        record([object_change(Action.CHANGED, whole, registration)])
