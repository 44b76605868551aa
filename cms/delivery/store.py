"""Writes stored answers: only while the ledger stands where it did before they were rendered. Waits for no change.

Called by ``middleware``; ``prune`` by ``growth`` now and then. The argument why nothing stale can be stored is in the
docstring of ``cms.delivery``.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Count, Sum

from cms.delivery.answers import FORMS, Form
from cms.delivery.keys import answer_id, form_ids
from cms.delivery.models import StoredAnswer, StoredForm, StoredTag
from cms.delivery.tags import tag_number
from cms.ledger.head import latest_number
from cms.ledger.models import LedgerHead

__all__ = ["Built", "clear", "prune", "remove", "remove_before", "store", "without_waiting"]

BYTES_PER_TAG = 50  # a row of two numbers with its two indexes, about
ROW_BYTES = 200
#: Variants (selected fields, filtered lists) take at most this part of the store: anyone can make up more of them.
VARIANTS_SHARE = 0.25
PRUNED_TO = 0.95
BATCH = 500


@dataclass(frozen=True, slots=True)
class Built:
    """An answer that was rendered, in each of ``FORMS``, with what it depends on and where the ledger stood before."""

    forms: Sequence[Form]
    tags: frozenset[str]
    number: int
    is_variant: bool

    @property
    def size(self) -> int:
        """Bytes that its rows take, about."""
        texts = (text for form in self.forms for text in (form.key, form.headers, form.surrogate_key, form.content))
        return sum(map(len, texts)) + ROW_BYTES * (len(self.forms) + 1) + BYTES_PER_TAG * len(self.tags)


def store(built: Built) -> bool:
    """Keep ``built`` unless something has changed or is changing. Returns whether it is kept."""
    try:
        with without_waiting():
            if not _stands_at(built.number):
                return False
            return _insert(built)
    except (OperationalError, IntegrityError):
        return False  # a writer holds the lock, or another reader was faster: the next one's answer will be kept


def remove(tags: Iterable[str]) -> int:
    """Remove the answers that depend on one of ``tags``. Within the transaction of the change. Returns how many."""
    numbers = [tag_number(tag) for tag in tags]
    removed = 0
    for start in range(0, len(numbers), BATCH):
        stale = StoredTag.objects.filter(tag__in=numbers[start : start + BATCH]).values_list("answer_id", flat=True)
        removed += _remove_ids(set(stale))
    return removed


def remove_before(number: int) -> int:
    """Remove the answers that were rendered before the ledger stood at ``number``. Returns how many."""
    return _remove_ids(set(StoredAnswer.objects.filter(number__lt=number).values_list("pk", flat=True)))


def clear() -> None:
    """Remove every answer."""
    for model in (StoredTag, StoredAnswer, StoredForm):
        model.objects.all().delete()


def prune() -> int | None:
    """Remove the answers built first until the store is within its bounds. Returns how many; ``None`` where another
    writer is at work, and nothing is removed.
    """
    try:
        with without_waiting():
            return _prune() if _stands_at(latest_number()) else None
    except OperationalError:
        return None


def _prune() -> int:
    removed = 0
    for is_variant, share in ((True, VARIANTS_SHARE), (False, 1.0)):
        rows = StoredAnswer.objects.filter(is_variant=True) if is_variant else StoredAnswer.objects.all()
        most, most_bytes = settings.DELIVERY_MAX_ENTRIES * share, settings.DELIVERY_MAX_BYTES * share
        found = rows.aggregate(count=Count("pk"), size=Sum("size"))
        count, size = found["count"], found["size"] or 0
        if count <= most and size <= most_bytes:
            continue
        oldest: set[int] = set()
        for key, each in rows.order_by("built_at").values_list("pk", "size").iterator():
            if count <= most * PRUNED_TO and size <= most_bytes * PRUNED_TO:
                break
            oldest.add(key)
            count, size = count - 1, size - each
        removed += _remove_ids(oldest)
    return removed


@contextmanager
def without_waiting() -> Iterator[None]:
    """A transaction that fails where another writer holds a lock."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        waits = cursor.fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            with transaction.atomic():
                yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(waits)}")


def _stands_at(number: int) -> bool:
    """Whether no change was made since ``number``. Keeps writers waiting until the end of the transaction."""
    sql = f"SELECT number FROM {LedgerHead._meta.db_table} WHERE id = %s"  # noqa: S608  # a name of our own
    if connection.vendor == "postgresql":
        sql += " FOR SHARE NOWAIT"
    with connection.cursor() as cursor:
        cursor.execute(sql, [LedgerHead.ONLY])
        row = cursor.fetchone()
    return row is not None and row[0] == number


def _insert(built: Built) -> bool:
    key = built.forms[0].key
    number = answer_id(key)
    _remove_ids({number} if StoredAnswer.objects.filter(pk=number).exists() else set())
    row = StoredAnswer(
        id=number,
        key=key,
        number=built.number,
        built_at=time.time(),
        size=built.size,
        is_variant=built.is_variant,
    )
    StoredAnswer.objects.bulk_create([row])
    StoredForm.objects.bulk_create([StoredForm(id=number + form, **built.forms[form]._asdict()) for form in FORMS])
    tags = sorted({tag_number(tag) for tag in built.tags})
    StoredTag.objects.bulk_create([StoredTag(tag=tag, answer_id=number) for tag in tags])
    return True


def _remove_ids(ids: set[int]) -> int:
    """Remove these answers. The forms go last: where another reader of such an answer stores it meanwhile, which only
    ``_prune`` can meet, no form is left without the tags by which it will be removed.
    """
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        some = ordered[start : start + BATCH]
        StoredTag.objects.filter(answer_id__in=some).delete()
        StoredAnswer.objects.filter(pk__in=some).delete()
        StoredForm.objects.filter(pk__in=form_ids(some)).delete()
    return len(ordered)
