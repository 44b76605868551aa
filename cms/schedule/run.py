"""One run of the schedule: finds what is due and carries it out, item by item, in the order of its moments.

Called by the command ``publish_scheduled``. An item that fails is reported and keeps its schedule; the next run tries
it again. Nothing that an item does can stop the items after it.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from django.db import connections
from django.utils import timezone

from cms.schedule.due import DueItem, draft_models, due_expiries, due_publications
from cms.schedule.perform import perform

__all__ = ["Failure", "Outcome", "RunReport", "find_due", "run_schedule"]

logger = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What became of an item."""

    DONE = "done"
    NOT_DUE_ANY_MORE = "not due any more"
    FAILED = "failed"
    WAITS = "waits for its plugin, which is not installed"


@dataclass(frozen=True)
class Failure:
    """What failed, and why, in a sentence for the person who reads cron's mail."""

    what: str
    error: Exception

    def __str__(self) -> str:
        return f"{self.what}: {type(self.error).__name__}: {self.error}"


@dataclass
class RunReport:
    """What a run did."""

    done: list[DueItem] = field(default_factory=list)
    skipped: list[DueItem] = field(default_factory=list)
    waiting: list[DueItem] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def find_due() -> tuple[list[DueItem], list[Failure]]:
    """Everything due now, in the order of its moments, and the models that could not be searched."""
    now = timezone.now()
    items: list[DueItem] = []
    failures: list[Failure] = []
    sources: list[tuple[str, Callable[[], Iterable[DueItem]]]] = [
        (f"expiries of {model._meta.label}", partial(due_expiries, model, now)) for model in draft_models()
    ]
    sources.append(("scheduled revisions", partial(due_publications, now)))
    for name, search in sources:
        try:
            items += search()
        except Exception as error:  # a plugin's model whose table is not there yet hides no other
            logger.exception("Cannot look for %s", name)
            failures.append(Failure(f"look for {name}", error))
    return sorted(items, key=lambda item: (item.due_at, item.action)), failures


def run_schedule(tell: Callable[[Outcome, DueItem], None] = lambda outcome, item: None) -> RunReport:
    """Carry out everything that is due. ``tell`` is called after each item."""
    items, failures = find_due()
    report = RunReport(failures=failures)
    for item in items:
        outcome = _attempt(item, report)
        tell(outcome, item)
        _renew_broken_connections()
    return report


def _attempt(item: DueItem, report: RunReport) -> Outcome:
    if item.waits:
        report.waiting.append(item)
        return Outcome.WAITS
    try:
        was_due = perform(item)
    except Exception as error:  # an item's own code, its receivers and their plugins may raise anything
        logger.exception("Cannot %s %s", item.action, item)
        report.failures.append(Failure(f"{item.action} {item}", error))
        return Outcome.FAILED
    if was_due:
        report.done.append(item)
        return Outcome.DONE
    report.skipped.append(item)
    return Outcome.NOT_DUE_ANY_MORE


def _renew_broken_connections() -> None:
    """Let go of connections that an error has broken, which would fail the next item, or that have grown too old."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
