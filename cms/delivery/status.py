"""How the store is doing: what it holds, how old it is, what was served from it. Read by ``manage.py delivery status``.

Every process writes its counts now and then, at most every ``WRITTEN_EVERY`` seconds and only where that makes nobody
wait; a process that ends keeps its last ones for a day.
"""

import time
from dataclasses import asdict, dataclass

from django.db import OperationalError
from django.db.models import Count, Max, Min, Sum

from cms.delivery.counts import counts
from cms.delivery.models import StoredAnswer, WorkerCount
from cms.delivery.store import without_waiting

__all__ = ["Status", "status", "write_counts"]

WRITTEN_EVERY = 15.0  # seconds
KEPT = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Status:
    """Sizes in bytes, ages in seconds; counts of all processes of the last day, each since it started."""

    entries: int
    variants: int
    bytes: int
    oldest: float
    newest: float
    hits: int
    misses: int
    stored: int
    unstored: int

    @property
    def hit_ratio(self) -> float:
        """The part of the requests that were answered from the store."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 0.0

    def as_prometheus(self) -> str:
        """In the text format of Prometheus, version 0.0.4. Counts are gauges, too: they fall when a process is gone."""
        lines = (
            f"# TYPE cms_delivery_{name} gauge\ncms_delivery_{name} {value}\n" for name, value in asdict(self).items()
        )
        return "".join(lines)


def status() -> Status:
    """The state of the store now."""
    now = time.time()
    held = StoredAnswer.objects.aggregate(
        entries=Count("pk"), bytes=Sum("size"), oldest=Min("built_at"), newest=Max("built_at")
    )
    served = WorkerCount.objects.filter(at__gt=now - KEPT).aggregate(
        hits=Sum("hits"), misses=Sum("misses"), stored=Sum("stored"), unstored=Sum("unstored")
    )
    return Status(
        entries=held["entries"],
        variants=StoredAnswer.objects.filter(is_variant=True).count(),
        bytes=held["bytes"] or 0,
        oldest=round(now - held["oldest"], 1) if held["oldest"] else 0.0,
        newest=round(now - held["newest"], 1) if held["newest"] else 0.0,
        **{name: value or 0 for name, value in served.items()},
    )


def write_counts() -> None:
    """Write this process's counts if that is due, and unless another writer is at work."""
    mine = counts()
    if time.monotonic() < mine.due:
        return
    mine.due = time.monotonic() + WRITTEN_EVERY
    row = {"hits": mine.hits, "misses": mine.misses, "stored": mine.stored, "unstored": mine.unstored}
    now = time.time()
    try:
        with without_waiting():
            WorkerCount.objects.update_or_create(worker=mine.worker, defaults={**row, "at": now})
            WorkerCount.objects.filter(at__lt=now - KEPT).delete()
    except OperationalError:  # the next time, then
        return
