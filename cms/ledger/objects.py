"""The change of an object that is no page. Called by receivers, and by whoever changes rows without them."""

from typing import Any

from django.db.models import Model

from cms.hookspecs import TrackedModel
from cms.ledger.changes import Action, NewChange
from cms.ledger.recording import record
from cms.ledger.tags import object_tags
from cms.ledger.tracked import tracked

__all__ = ["object_change", "record_object"]


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
