"""Numbers have no gaps and appear in the order of the commits, whoever writes at once and whoever gives up.

A reader that has seen a number never finds a lower one later: it can remember its number and ask for what follows.
"""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from django.db import connections, transaction

from cms.ledger.changes import Action, NewChange
from cms.ledger.head import latest_number, writing
from cms.ledger.models import Change
from cms.ledger.recording import record
from tests.cms.ledger.told import Told, label
from tests.factories.pages import ContentPageFactory
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WRITERS = 6
READERS = 2
TURNS = 25  # of each writer


class _GaveUpError(Exception):
    """A writer changed its mind in the middle."""


class _Journal:
    """What the writers committed, in the order in which they did: they note it while they still hold the head."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def note(self, names: list[str]) -> None:
        self.names += names


class _Reader:
    """Polls for what follows the last number that it has seen, and keeps all that it found."""

    def __init__(self, is_over: threading.Event) -> None:
        self.is_over = is_over
        self.after = latest_number()
        self.found: list[tuple[int, str]] = []
        self.polls = 0

    def read(self) -> None:
        with _own_connection():
            while not self.is_over.is_set():
                self.poll()
            self.poll()

    def poll(self) -> None:
        rows = list(Change.objects.filter(number__gt=self.after).values_list("number", "object_id"))
        self.found += rows
        self.after = rows[-1][0] if rows else self.after
        self.polls += 1


@contextmanager
def _own_connection() -> Iterator[None]:
    try:
        yield
    finally:
        connections.close_all()


def _write(seed: int, journal: _Journal) -> None:
    """Transactions of every shape, a third of which come to nothing."""
    chance = random.Random(seed)
    with _own_connection():
        for turn in range(TURNS):
            names = [f"{seed}-{turn}-{number}" for number in range(chance.randint(1, 4))]
            shape = chance.choice([_straight, _straight, _gives_up, _with_savepoints, _without_waiting_first])
            with suppress(_GaveUpError):
                shape(names, journal, chance)


def _straight(names: list[str], journal: _Journal, chance: random.Random) -> None:
    with writing():
        _record(names)
        journal.note(names)


def _gives_up(names: list[str], journal: _Journal, chance: random.Random) -> None:
    with writing():
        _record(names)
        if chance.random() < 0.5:
            transaction.set_rollback(True)
        else:
            raise _GaveUpError


def _with_savepoints(names: list[str], journal: _Journal, chance: random.Random) -> None:
    with writing():
        kept = []
        for name in names:
            with transaction.atomic():
                _record([name])
                if chance.random() < 0.4:
                    transaction.set_rollback(True)
                else:
                    kept.append(name)
        journal.note(kept)


def _without_waiting_first(names: list[str], journal: _Journal, chance: random.Random) -> None:
    """As whoever saves an object without ``writing()``: the number itself is what it waits for."""
    with transaction.atomic():
        Change.objects.filter(pk=0).first()
        _record(names)
        journal.note(names)


def _record(names: list[str]) -> None:
    record(NewChange(Action.CHANGED, "x.Y", name) for name in names)


def _run(*work: Callable[[], None]) -> None:
    with ThreadPoolExecutor(len(work)) as pool:
        for done in [pool.submit(each) for each in work]:
            done.result()


def test_readers_never_find_a_number_below_one_that_they_have_seen() -> None:
    before, journal, is_over = latest_number(), _Journal(), threading.Event()
    readers = [_Reader(is_over) for _ in range(READERS)]

    def write_all() -> None:
        try:
            _run(*(lambda seed=seed: _write(seed, journal) for seed in range(WRITERS)))  # type: ignore[misc]
        finally:
            is_over.set()

    _run(write_all, *(reader.read for reader in readers))

    rows = list(Change.objects.filter(number__gt=before).values_list("number", "object_id"))
    assert [number for number, _name in rows] == list(range(before + 1, before + 1 + len(rows)))
    assert [name for _number, name in rows] == journal.names  # the order of the commits
    assert latest_number() == before + len(rows)
    assert len(rows) > WRITERS * TURNS
    for reader in readers:
        assert reader.found == rows  # nothing appeared behind its back
        assert reader.polls > 3


def test_pages_that_many_save_at_once_have_a_row_for_each_time() -> None:
    home, before = default_home(), latest_number()
    pages = [ContentPageFactory(parent=home) for _ in range(3)]
    told = Told()

    def save(page_id: int) -> None:
        with _own_connection():
            for _ in range(2):
                with writing():
                    type(pages[0]).objects.get(pk=page_id).save_revision().publish()

    _run(*(lambda page=page: save(page.pk) for page in pages for _ in range(2)))  # type: ignore[misc]

    rows = told.rows()
    assert told.after > before
    assert {row.action for row in rows} == {"published"}
    for page in pages:
        assert sum((row.object_type, row.object_id) == label(page) for row in rows) == 4


def test_writers_come_one_after_another() -> None:
    """Who waits for the head reads what the one before has left."""
    page = ContentPageFactory(title="0")

    def count() -> None:
        with _own_connection():
            for _ in range(5):
                with writing():
                    mine = type(page).objects.get(pk=page.pk)
                    mine.title = str(int(mine.title) + 1)
                    mine.save()

    _run(*[count] * 4)

    page.refresh_from_db()
    assert page.title == "20"
