"""A store that is far too small, filled by many at once while others edit: it stays within its bounds, and right."""

import random
import threading
from functools import partial
from typing import Any

import pytest
import pytest_django

from cms.delivery.fast_path import FastPath
from cms.delivery.models import StoredAnswer
from cms.handlers import UnicodeWSGIHandler
from cms.ledger.head import writing
from pages.models import ContentPage
from tests.at_once import at_once
from tests.cms.delivery.server import Server
from tests.cms.delivery.test_never_stale import assert_nothing_is_stale
from tests.factories.pages import ContentPageFactory

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.urls("cms.urls")]

PAGES = 24
READERS = 4
WRITERS = 2
EDITS = 3  # of each writer
READ_BETWEEN = 25  # answers between two edits; where somebody writes all the time, nothing is stored
MOST = 8  # answers
#: Each reader can have stored one more while another one was at it.
MOST_AT_ONCE = MOST + READERS


@pytest.fixture
def small(server: Server, settings: pytest_django.Settings) -> Server:
    """A server whose store is full with a few answers."""
    settings.DELIVERY_MAX_ENTRIES = MOST
    return Server(FastPath(UnicodeWSGIHandler(), server.application.reader))


def addresses(pages: list[Any]) -> list[tuple[str, str]]:
    """Path and query of several answers of each page, one of them a variant."""
    queries = [(f"/api/v3/pages/{page.pk}/", query) for page in pages for query in ("", "fields=title")]
    return queries + [("/api/v3/resolve/", f"path=/{page.slug}/") for page in pages]


def test_a_small_store_stays_small_and_right_whatever_happens_at_once(small: Server) -> None:
    pages = [ContentPageFactory(title=f"Page {number}") for number in range(PAGES)]
    asked, is_over = addresses(pages), threading.Event()
    answered = threading.Semaphore(0)
    held: list[int] = []
    statuses: set[int] = set()

    def read(seed: int) -> None:
        chance = random.Random(seed)
        try:
            while not is_over.is_set():
                statuses.add(small.get_raw(*chance.choice(asked)).status)
                held.append(StoredAnswer.objects.count())
                answered.release()
        finally:
            small.close_reader()

    def write(seed: int) -> None:
        chance = random.Random(seed)
        for number in range(EDITS):
            for _ in range(READ_BETWEEN):
                answered.acquire()
            with writing():
                page: Any = ContentPage.objects.get(pk=chance.choice(pages).pk)
                page.title = f"Edited {number}"
                page.save_revision().publish()

    def write_all() -> None:
        try:
            at_once(*(partial(write, seed) for seed in range(WRITERS)))
        finally:
            is_over.set()

    at_once(write_all, *(partial(read, seed) for seed in range(READERS)))

    assert statuses == {200}
    assert MOST / 2 < max(held) <= MOST_AT_ONCE
    assert_nothing_is_stale([])
