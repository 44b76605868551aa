"""Carries out one due item in a transaction of its own: all of it is kept, or nothing of it.

Wagtail's publishing action takes the schedule off the revision first and saves the page afterwards. In a command that
runs without a transaction, whatever goes wrong in between (a slug that is taken by now, a receiver that raises, a
killed process) leaves a page that is neither live nor scheduled. Within one transaction it is still scheduled.

Locks are taken in the order in which the admin takes them: the ledger's head, which makes the item wait for its turn
among all who change content, the object's row, then the revision's. What was listed as due is looked up again under
the locks, so two commands at once, or an editor who publishes at this moment, make nothing happen twice.

Called by ``cms.schedule.run``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.errors import FollowUpError, ScheduleError
from cms.ledger.head import lock_head
from cms.plugins.missing.content_types import is_missing
from cms.schedule.due import Action, DueItem

__all__ = ["LONGEST_WAIT", "perform"]

#: Seconds that an item waits for a lock on PostgreSQL. On SQLite the connection's own timeout says so.
LONGEST_WAIT = 20

PUBLISH_LOG_ACTION = "wagtail.publish.scheduled"
EXPIRE_LOG_ACTION = "wagtail.unpublish.scheduled"


def perform(item: DueItem) -> bool:
    """Carry out ``item``. Returns False when it is not due any more, because someone else was faster or changed it.

    Raises whatever went wrong, after everything was rolled back; ``FollowUpError`` when the item itself is kept and
    something failed that was to follow the commit.
    """
    with _own_transaction():
        if item.action is Action.PUBLISH:
            return _publish(item.pk, timezone.now())
        return _expire(item.model, item.pk, timezone.now())


@contextmanager
def _own_transaction() -> Iterator[None]:
    kept = []
    try:
        with transaction.atomic(durable=True):
            transaction.on_commit(lambda: kept.append(True))
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{LONGEST_WAIT}s"])
            lock_head()
            yield
    except Exception as error:
        if kept:
            raise FollowUpError(f"It is done, but something that follows it failed: {error}") from error
        raise


def _publish(revision_pk: int, now: datetime) -> bool:
    listed = Revision.objects.defer("content").filter(pk=revision_pk).first()
    if listed is None:
        return False
    is_there = _lock(_installed(listed.base_content_type), listed.object_id)
    revision = Revision.objects.select_for_update().filter(pk=revision_pk, approved_go_live_at__lte=now).first()
    if revision is None:
        return False
    _installed(revision.content_type)
    if not is_there:
        raise ScheduleError("What this revision belongs to does not exist any more.")

    revision.publish(log_action=PUBLISH_LOG_ACTION)

    # A revision may have been meant for a time that is over when the command runs at last. Nobody should see it then.
    published = revision.content_type.get_object_for_this_type(pk=revision.object_id)
    if published.live and published.expire_at and published.expire_at <= now:
        published.unpublish(set_expired=True, log_action=EXPIRE_LOG_ACTION)
    return True


def _expire(model: type[Model], pk: object, now: datetime) -> bool:
    expiring: Any = model._base_manager.select_for_update().filter(pk=pk, live=True, expire_at__lte=now).first()
    if expiring is None:
        return False
    if isinstance(expiring, Page):
        expiring = expiring.specific

    # Unpublishing forgets every schedule of the object. That is right for a person who unpublishes, but this page only
    # makes room: its next version may be scheduled for later.
    scheduled = list(expiring.revisions.filter(approved_go_live_at__isnull=False).only("approved_go_live_at"))
    expiring.unpublish(set_expired=True, log_action=EXPIRE_LOG_ACTION)
    for revision in scheduled:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=revision.approved_go_live_at)
    return True


def _installed(content_type: ContentType) -> type[Model]:
    if is_missing(content_type):
        raise ScheduleError(f"The type {content_type.app_label}.{content_type.model} is not installed.")
    model: type[Model] = content_type.model_class()  # type: ignore[assignment]  # it is there
    return model


def _lock(model: type[Model], pk: object) -> bool:
    """Lock the object's row until the transaction ends. False if there is none."""
    return model._base_manager.select_for_update().filter(pk=pk).values_list("pk").first() is not None
