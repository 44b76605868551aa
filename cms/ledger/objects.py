"""The change of an object that is no page. Called by receivers, and by whoever changes rows without them."""

from typing import Any

from django.db.models import Model

from cms.hookspecs import TrackedModel
from cms.ledger.changes import Action, NewChange
from cms.ledger.recording import record
from cms.ledger.tags import object_tags
from cms.ledger.tracked import tracked

__all__ = ["object_change", "object_saved", "record_object", "remember_sight"]

SEEN_BEFORE = "_ledger_seen_before"


def remember_sight(instance: Model, registration: TrackedModel) -> None:
    """Keep whether the public can see what is in the database of ``instance``, for ``object_saved``."""
    before = type(instance)._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    setattr(instance, SEEN_BEFORE, before is not None and registration.is_public(before))


def object_saved(instance: Model, registration: TrackedModel) -> NewChange:
    """The row of ``instance`` was written. Of what is out of sight by it, the public hears for the last time."""
    if instance.__dict__.pop(SEEN_BEFORE, False) and not registration.is_public(instance):
        return object_change(Action.RESTRICTED, instance, registration, is_public=True)
    return object_change(Action.CHANGED, instance, registration)


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
        tags=object_tags(instance) | {*registration.further_tags},
        is_public=registration.is_public(instance) if is_public is None else is_public,
        uuid=uuid,
        site_id=site_id,
    )


def record_object(action: Action, instance: Model) -> None:
    """Write what happened to ``instance``, if the ledger keeps objects of its model."""
    if registration := tracked(type(instance)):
        record([object_change(action, instance, registration)])
