"""What is due: scheduled revisions that should go live, and live pages and snippets that should expire.

Called by ``cms.schedule.run``. A list of what is due is only a hint: ``cms.schedule.perform`` looks again, under a
lock, before it changes anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Model
from wagtail.models import DraftStateMixin, Page, Revision

from cms.plugins.missing.content_types import is_missing

__all__ = ["Action", "DueItem", "draft_models", "due_expiries", "due_publications"]


class Action(StrEnum):
    """What is to be done. Of two items due at the same moment, an expiry comes first."""

    EXPIRE = "expire"
    PUBLISH = "publish"


@dataclass(frozen=True)
class DueItem:
    """One thing to do: to publish the revision, or to expire the object, with the primary key ``pk`` in ``model``.

    ``waits`` for its plugin what only the type can do, and that is not installed. It is done once the plugin is back.
    """

    due_at: datetime
    action: Action
    model: type[Model]
    pk: Any
    label: str
    waits: bool = False

    def __str__(self) -> str:
        return self.label


def draft_models() -> list[type[Model]]:
    """Every model whose objects can expire: pages, then the snippets with drafts, the most specific class first."""
    snippets = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page) and not model._meta.proxy
    ]
    return [Page, *sorted(snippets, key=lambda model: -len(model._meta.get_parent_list()))]


def due_expiries(model: type[Model], now: datetime) -> Iterator[DueItem]:
    """The live objects of ``model`` whose expiry has come. Only columns are read, so no object's own code can fail."""
    due = model._base_manager.filter(live=True, expire_at__lte=now)
    if model is Page:
        for row in due.values("pk", "expire_at", "title", "content_type__app_label", "content_type__model"):
            label = _label(row["content_type__app_label"], row["content_type__model"], row["pk"], row["title"])
            yield DueItem(row["expire_at"], Action.EXPIRE, model, row["pk"], label)
    else:
        for row in due.values("pk", "expire_at"):
            label = _label(model._meta.app_label, model._meta.model_name or "", row["pk"])
            yield DueItem(row["expire_at"], Action.EXPIRE, model, row["pk"], label)


def due_publications(now: datetime) -> Iterator[DueItem]:
    """The approved revisions whose moment to go live has come."""
    rows = Revision.objects.filter(approved_go_live_at__lte=now).values(
        *("pk", "approved_go_live_at", "object_id", "object_str"),
        *("content_type_id", "content_type__app_label", "content_type__model"),
    )
    for row in rows:
        label = _label(row["content_type__app_label"], row["content_type__model"], row["object_id"], row["object_str"])
        waits = is_missing(row["content_type_id"])
        yield DueItem(row["approved_go_live_at"], Action.PUBLISH, Revision, row["pk"], label, waits)


def _label(app_label: str, model: str, pk: object, title: str = "") -> str:
    name = f"{app_label}.{model} {pk}"
    return f"{name} “{title}”" if title else name
