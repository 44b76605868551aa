"""Which state of an object a form was opened with, and which one is stored now.

Where there are revisions, Wagtail's own fields in the form name the one that it was opened with, and its autosave keeps
them up to date. Anything else is told by a digest of what the form can change, in a field of our own. Called by the
views of this package and by its template tags.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_datetime
from wagtail.models import Revision, RevisionMixin

__all__ = [
    "OPENED",
    "REFUSED",
    "SAVE_OVER",
    "Content",
    "is_stale",
    "latest_revision",
    "opened_at",
    "opened_now",
    "state",
]

OPENED = "edits_opened"  # "{digest} {moment}"
REFUSED = "edits_refused"  # sent along by a form that was refused before
SAVE_OVER = "edits_save_over"  # the state that may be overwritten

#: What a form can change of an object, as it is stored: anything that JSON can say. Asked for only where it is needed.
Content = Callable[[], Any]


class Opened(NamedTuple):
    """What ``OPENED`` holds."""

    state: str
    at: datetime | None


def state(stored: Model | None, content: Content) -> str:
    """The name of the state that ``stored`` is in; another one after every change of what a form can change."""
    revision = latest_revision(stored)
    return f"{revision.pk}@{revision.created_at.isoformat()}" if revision is not None else _digest(content)


def opened_now(content: Content) -> str:
    """What a form that is opened now is to send back as ``OPENED``."""
    return f"{_digest(content)} {timezone.now().isoformat()}"


def opened_at(sent: Mapping[str, Any]) -> datetime | None:
    """When the form was opened, if it says so."""
    return _opened(sent).at


def is_stale(sent: Mapping[str, Any], stored: Model | None, content: Content) -> bool:
    """Whether the form that sent ``sent`` was opened with another state than ``stored`` is in.

    A form that was refused is stale until it names the very state that may be overwritten.
    """
    if SAVE_OVER in sent or REFUSED in sent:
        return sent.get(SAVE_OVER) != state(stored, content)
    revision = latest_revision(stored)
    if revision is None:
        opened = _opened(sent).state
        return bool(opened) and opened != _digest(content)
    if overwritten := sent.get("overwrite_revision_id"):
        return bool(overwritten != str(revision.pk))  # made by the form's own autosave, which no other form writes to
    opened_with = sent.get("loaded_revision_id"), sent.get("loaded_revision_created_at")
    return opened_with != (str(revision.pk), revision.created_at.isoformat())


def latest_revision(stored: Model | None) -> Revision | None:
    """The latest revision of ``stored``, read anew; an object as of a revision may know an older one."""
    if not isinstance(stored, RevisionMixin):
        return None
    revision: Revision | None = type(stored)._base_manager.get(pk=stored.pk).latest_revision
    return revision


def _opened(sent: Mapping[str, Any]) -> Opened:
    name, _space, moment = str(sent.get(OPENED, "")).partition(" ")
    try:
        return Opened(name, parse_datetime(moment))
    except ValueError:
        return Opened(name, None)


def _digest(content: Content) -> str:
    """Keyed, so that it tells nothing about what it is made of."""
    text = json.dumps(content(), cls=DjangoJSONEncoder, sort_keys=True, default=str)
    return salted_hmac(__name__, text).hexdigest()
