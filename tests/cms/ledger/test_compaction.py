"""Old changes are removed, in the order of their numbers; whoever lags further behind starts over."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cms.errors import ChangesGoneError
from cms.ledger import compaction
from cms.ledger.changes import Action, NewChange
from cms.ledger.compaction import changes_compacted, compact, start_over
from cms.ledger.following import changes_after
from cms.ledger.head import latest_number, read_head
from cms.ledger.models import Change
from cms.ledger.recording import record

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)  # a change is told once it is committed


@pytest.fixture
def sent() -> Iterator[list[int]]:
    """The numbers that the signal told."""
    numbers: list[int] = []

    def receiver(kept_after: int, **_kwargs: Any) -> None:
        numbers.append(kept_after)

    changes_compacted.connect(receiver)
    yield numbers
    changes_compacted.disconnect(receiver)


@pytest.fixture
def first(db: None) -> int:
    """The first of five changes, of which the first three are old."""
    first = latest_number() + 1
    for number in range(5):
        record([NewChange(Action.CHANGED, "x.Y", str(number))])
    old = timezone.now() - datetime.timedelta(days=31)
    Change.objects.filter(number__lt=first + 3).update(at=old)
    return first


def test_old_changes_go_and_the_head_says_so(first: int, sent: list[int]) -> None:
    latest = latest_number()

    removed = compact(30)

    assert removed >= 3
    assert [row.number for row in Change.objects.all()] == [first + 3, first + 4]
    assert read_head() == (latest, first + 2)
    assert sent[-1] == first + 2
    assert [row.number for row in changes_after(first + 2, 10).rows] == [first + 3, first + 4]
    with pytest.raises(ChangesGoneError) as gone:
        changes_after(first + 1, 10)
    assert (gone.value.latest, gone.value.kept_after) == (latest, first + 2)


def test_it_goes_on_in_batches(first: int, sent: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    compact(3650)
    monkeypatch.setattr(compaction, "BATCH", 2)

    compact(30)

    assert sent[-2:] == [first + 1, first + 2] or sent[-1] == first + 2
    assert len(sent) >= 2
    assert Change.objects.count() == 2


def test_a_young_change_keeps_what_comes_after_it(first: int) -> None:
    """A clock that was set back meanwhile leaves no hole."""
    Change.objects.filter(number=first).update(at=timezone.now())
    compact(30)

    assert Change.objects.filter(number__gte=first).count() == 5


def test_the_last_number_outlives_its_row(first: int, sent: list[int]) -> None:
    latest = latest_number()
    Change.objects.update(at=timezone.now() - datetime.timedelta(days=31))
    compact(30)

    assert not Change.objects.exists()
    assert read_head() == (latest, latest)
    assert changes_after(latest, 10) == ([], latest, latest)
    record([NewChange(Action.CHANGED, "x.Y", "1")])
    assert [row.number for row in changes_after(latest, 10).rows] == [latest + 1]


def test_nothing_old_changes_nothing(sent: list[int]) -> None:
    compact(30)
    sent.clear()

    assert compact(30) == 0
    assert sent == []


def test_who_reads_meanwhile_is_not_told_a_part_for_the_whole(first: int) -> None:
    compactions: list[int] = []

    def compacting(execute: Any, sql: str, *others: Any) -> Any:
        """Compact right before the changes are read; where the ledger stands was read before."""
        if Change._meta.db_table in sql and not compactions:
            compactions.append(0)
            compactions[0] = compact(30)
        return execute(sql, *others)

    with connection.execute_wrapper(compacting), pytest.raises(ChangesGoneError):
        changes_after(first - 1, 10)

    assert compactions[0] >= 3


def test_after_a_backup_everybody_starts_over(first: int, sent: list[int]) -> None:
    before = latest_number()

    number = start_over()

    assert number > before + 100_000
    assert sent == [number]
    for known in (before, before + 50):  # the second was given after the backup was made
        with pytest.raises(ChangesGoneError):
            changes_after(known, 10)
    record([NewChange(Action.CHANGED, "x.Y", "1")])
    assert [row.number for row in changes_after(number, 10).rows] == [number + 1]


def test_the_command(first: int, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("compact_changes", keep_days=40)
    call_command("compact_changes")
    assert Change.objects.count() == 2
    assert capsys.readouterr().out.startswith("Removed ")

    call_command("compact_changes", start_over=True)
    assert not Change.objects.exists()
    assert f"goes on from number {latest_number()}" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("compact_changes", keep_days=-1)


def test_longer_than_there_is_a_calendar_keeps_everything(first: int) -> None:
    assert compact(10**9) == 0
    assert len(changes_after(first - 1, 10).rows) == 5
