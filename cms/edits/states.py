"""Which state of an object a form was opened with, and which one is stored now.

Where there are revisions, Wagtail's own fields in the form name the one that it was opened with, and its autosave keeps
them up to date. Anything else is told by a digest of what the form can change, in a field of our own. Called by the
views and forms of this package and by the template tag ``edit_tags``.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_datetime
from modelcluster.models import ClusterableModel
from modelcluster.models import get_serializable_data_for_fields as _columns
from wagtail.models import Revision, RevisionMixin

from cms.ledger.tracked import tracked

__all__ = ["OPENED", "REFUSED", "SAVE_OVER", "is_stale", "latest_revision", "opened_at", "opened_now", "present_state"]

OPENED = "edits_opened"  # "{digest} {moment}"
REFUSED = "edits_refused"  # sent along by a form that was refused before
SAVE_OVER = "edits_save_over"  # the state that may be overwritten


class Opened(NamedTuple):
    """What ``OPENED`` holds."""

    state: str
    at: datetime | None


def present_state(stored: Model) -> str:
    """The name of the state that ``stored`` is in; another one after every change of what a form can change."""
    revision = latest_revision(stored)
    return f"{revision.pk}@{revision.created_at.isoformat()}" if revision is not None else _digest(stored)


def opened_now(stored: Model) -> str:
    """What a form that is opened now is to send back as ``OPENED``."""
    return f"{_digest(stored)} {timezone.now().isoformat()}"


def opened_at(sent: Mapping[str, Any]) -> datetime | None:
    """When the form was opened, if it says so."""
    return _opened(sent).at


def is_stale(sent: Mapping[str, Any], stored: Model) -> bool:
    """Whether the form that sent ``sent`` was opened with another state than ``stored`` is in.

    A form that was refused is stale until it names the very state that may be overwritten.
    """
    if SAVE_OVER in sent or REFUSED in sent:
        return sent.get(SAVE_OVER) != present_state(stored)
    revision = latest_revision(stored)
    if revision is None:
        opened = _opened(sent).state
        return bool(opened) and opened != present_state(stored)
    if overwritten := sent.get("overwrite_revision_id"):
        return bool(overwritten != str(revision.pk))  # made by the form's own autosave, which no other form writes to
    opened_with = sent.get("loaded_revision_id"), sent.get("loaded_revision_created_at")
    return opened_with != (str(revision.pk), revision.created_at.isoformat())


def latest_revision(stored: Model) -> Revision | None:
    """The latest revision of ``stored``, read anew; an object as of a revision may know an older one."""
    if not isinstance(stored, RevisionMixin):
        return None
    revision: Revision | None = type(stored)._base_manager.get(pk=stored.pk).latest_revision
    return revision


def _opened(sent: Mapping[str, Any]) -> Opened:
    state, _space, moment = str(sent.get(OPENED, "")).partition(" ")
    try:
        return Opened(state, parse_datetime(moment))
    except ValueError:
        return Opened(state, None)


def _digest(stored: Model) -> str:
    """Keyed, so that it tells nothing about what it is made of."""
    stored = type(stored)._base_manager.get(pk=stored.pk)
    as_json: Any = ClusterableModel.serializable_data if isinstance(stored, ClusterableModel) else _columns
    data: dict[str, Any] = as_json(stored)
    for field in stored._meta.many_to_many:
        data[field.name] = sorted(getattr(stored, field.name).values_list("pk", flat=True))
    content = {name: value for name, value in data.items() if _is_edited(type(stored), name)}
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return salted_hmac(__name__, text).hexdigest()


def _is_edited(model: type[Model], name: str) -> bool:
    """Whether a form can change the field. What background tasks write of an image, for instance, it cannot."""
    of_files = getattr(model, "admin_form_fields", None)
    if of_files is not None:
        return name == "collection" or name in of_files
    registration = tracked(model)
    return registration is None or name not in registration.unseen_fields
