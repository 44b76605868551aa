"""The ledger is compacted again and again while some publish and others follow: nobody misses anything unknowingly."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.management import call_command

from cms.ledger import compaction
from cms.ledger.head import read_head, writing
from cms.ledger.models import Change
from pages.models import ContentPage
from tests.at_once import at_once
from tests.cms.delivery.mirror import Mirror
from tests.cms.delivery.server import Server
from tests.factories.pages import ContentPageFactory

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.urls("cms.urls")]

WRITERS = 2
TURNS = 9  # of each writer
BATCH = 4  # changes that are removed in one transaction


class Follower(Mirror):
    """A mirror that starts over when it is told to, and takes so many changes at a time.

    Everything here is public, so the numbers that it is told leave none out.
    """

    def __init__(self, server: Server, window: int) -> None:
        self.window = window
        self.told = self.started_over = 0
        super().__init__(server, "localhost")

    def step(self) -> bool:
        """Ask once. Whether there is more."""
        answer = self.get(f"changes/?after={self.at}&limit={self.window}")
        told = answer.json()
        if answer.status == 410:
            assert told["kept_after"] > self.at
            self.started_over += 1
            self.at = self.build()
            return True
        assert answer.status == 200, answer.content
        numbers = [change["number"] for change in told["items"]]
        assert numbers == list(range(self.at + 1, told["next"] + 1))
        for change in told["items"]:
            self.look(change)
        self.at = told["next"]
        self.told += len(numbers)
        return bool(self.at < told["latest"])


def publish(page_id: int) -> None:
    """Publish one page again and again; every third time, take it off before."""
    for turn in range(TURNS):
        with writing():
            page: Any = ContentPage.objects.get(pk=page_id)
            if turn % 3 == 2:
                page.unpublish()
        with writing():
            page = ContentPage.objects.get(pk=page_id)
            page.title = f"Title {turn}"
            page.save_revision().publish()


def test_followers_have_what_is_there_or_start_over(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "BATCH", BATCH)
    pages = [ContentPageFactory(title=f"Page {number}") for number in range(WRITERS)]
    followers = [prompt, late] = [Follower(server, window) for window in (100, 1)]
    began_at = prompt.at
    is_over = threading.Event()
    compactions: list[int] = []

    def write_all() -> None:
        try:
            at_once(*(partial(publish, page.pk) for page in pages))
        finally:
            is_over.set()

    def until_over(work: Callable[[], object]) -> None:
        try:
            while not is_over.is_set():
                work()
        finally:
            server.close_reader()

    def compact() -> None:
        call_command("compact_changes", keep_days=0, verbosity=0)
        late.step()
        compactions.append(read_head().kept_after)

    at_once(write_all, partial(until_over, compact), partial(until_over, prompt.step))
    for follower in followers:
        while follower.step():
            pass

    fresh = Mirror(server, "localhost")
    assert [follower.contents == fresh.contents for follower in followers] == [True, True]
    head = read_head()
    assert [row.number for row in Change.objects.all()] == list(range(head.kept_after + 1, head.number + 1))
    assert head.number - began_at >= WRITERS * TURNS
    assert compactions == sorted(compactions)
    assert prompt.told > 0
    assert late.started_over > 0
