"""Entries in Wagtail's history for what Wagtail leaves no trace of: edits of collections and of their privacy.

Without them nobody could say who it was. Called by ``cms.edits.apps`` and the hook for names of actions.
"""

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Collection, CollectionViewRestriction

__all__ = ["COLLECTION_PRIVACY", "OF_PRIVACY", "connect", "name_actions"]

EDIT = "wagtail.edit"
COLLECTION_PRIVACY = "cms.collection_privacy"

#: The entries that tell of who may see something.
OF_PRIVACY = Q(action__startswith="wagtail.view_restriction") | Q(action=COLLECTION_PRIVACY)


def connect() -> None:
    """Connect everything, once."""
    post_save.connect(collection_saved, sender=Collection, dispatch_uid="cms.edits.collection_saved")
    for signal in (post_save, post_delete):
        signal.connect(privacy_changed, sender=CollectionViewRestriction, dispatch_uid="cms.edits.privacy_changed")


def name_actions(actions: Any) -> None:
    """Tell Wagtail's history what our action is called."""
    label = _("Change who may see the files")
    actions.register_action(COLLECTION_PRIVACY, label, _("Changed who may see the files"))


def collection_saved(instance: Collection, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """Somebody has edited a collection."""
    if not created and not raw:
        _leave(instance, EDIT)


def privacy_changed(instance: CollectionViewRestriction, raw: bool = False, origin: Any = None, **_kwargs: Any) -> None:
    """Somebody has changed who may see the files of a collection, which is still there."""
    if not raw and (origin is None or isinstance(origin, CollectionViewRestriction)):
        _leave(instance.collection, COLLECTION_PRIVACY)


def _leave(collection: Collection, action: str) -> None:
    """Only of people in the admin: whoever writes a program decides what it logs."""
    if get_active_log_context().user is not None:
        log(instance=collection, action=action)
