"""The change of an object that is no page. Called by receivers, and by whoever changes rows without them."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model
from wagtail.models import DraftStateMixin

from cms.hookspecs import TrackedModel
from cms.ledger.bookkeeping import BOOKKEEPING
from cms.ledger.changes import Action, NewChange
from cms.ledger.recording import record
from cms.ledger.tags import object_tags
from cms.ledger.tracked import tracked

__all__ = [
    "object_change",
    "objects_collected",
    "record_object",
    "record_objects",
    "remember_before_save",
    "saved",
    "stale_tags",
]

WAS_PUBLIC = "_ledger_was_public"


def object_change(
    action: Action, instance: Model, registration: TrackedModel, is_public: bool | None = None
) -> NewChange:
    """What happened to ``instance``; ``is_public`` is the registration's answer unless it is given."""
    uuid: Any = getattr(instance, "translation_key", None)
    site_id: Any = getattr(instance, "site_id", None)
    return NewChange(
        action=action,
        object_type=instance._meta.label,
        object_id=str(instance.pk),
        tags=stale_tags(instance, registration),
        is_public=registration.is_public(instance) if is_public is None else is_public,
        uuid=uuid,
        site_id=site_id,
    )


def stale_tags(instance: Model, registration: TrackedModel) -> frozenset[str]:
    """What a change of ``instance`` makes stale."""
    return object_tags(instance).union(registration.further_tags)


def record_object(action: Action, instance: Model) -> None:
    """Write what happened to ``instance``, if the ledger keeps objects of its model."""
    record_objects(action, [instance])


def record_objects(action: Action, instances: Iterable[Model]) -> None:
    """Write what happened to those of ``instances`` whose model the ledger keeps, in one go."""
    registered = [(instance, tracked(type(instance))) for instance in instances]
    record([object_change(action, instance, entry) for instance, entry in registered if entry])


def remember_before_save(instance: Model, registration: TrackedModel, update_fields: Collection[str] | None) -> None:
    """Keep for ``saved`` whether the public may know of the object as it is in the database."""
    before = None
    if instance.pk and not _is_unseen(registration, update_fields):
        before = type(instance)._default_manager.filter(pk=instance.pk).first()
    setattr(instance, WAS_PUBLIC, before is not None and registration.is_public(before))


def saved(
    instance: Model, registration: TrackedModel, created: bool, update_fields: Collection[str] | None
) -> Iterable[NewChange]:
    """The object's row was written."""
    was_public = bool(instance.__dict__.pop(WAS_PUBLIC, False))
    if not _is_unseen(registration, update_fields):
        action = _action_of_saving(isinstance(instance, DraftStateMixin), was_public, registration.is_public(instance))
        if created and not isinstance(instance, DraftStateMixin):
            action = Action.CHANGED
        yield object_change(action, instance, registration, was_public or registration.is_public(instance))


def objects_collected(objects: Iterable[Model]) -> Iterable[NewChange]:
    """These images or documents were put into another collection at once; the objects were loaded before that."""
    for before in objects:
        registration = tracked(type(before))
        current = type(before)._default_manager.filter(pk=before.pk).first()
        if registration is not None and current is not None:
            was_public, is_public = registration.is_public(before), registration.is_public(current)
            action = _action_of_saving(False, was_public, is_public)
            yield object_change(action, current, registration, was_public or is_public)


def _action_of_saving(has_drafts: bool, was_public: bool, is_public: bool) -> Action:
    if was_public == is_public:
        return Action.CHANGED
    if has_drafts:
        return Action.PUBLISHED if is_public else Action.UNPUBLISHED
    return Action.OPENED if is_public else Action.RESTRICTED


def _is_unseen(registration: TrackedModel, update_fields: Collection[str] | None) -> bool:
    unseen = {*registration.unseen_fields}
    if issubclass(registration.model, DraftStateMixin):
        unseen |= BOOKKEEPING
    return update_fields is not None and unseen.issuperset(update_fields)
