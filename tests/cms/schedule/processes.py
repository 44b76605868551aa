"""What the tests of killed and competing runs do in a process of their own. A function asserts, or prints, its result.

Called through ``own_process``, in a database that is not rolled back between the tests.
"""

import json
import os
import signal
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from wagtail.models import Revision
from wagtail.signals import published, unpublished

from pages.models import ContentPage
from tests.cms.schedule.scheduled import (
    ago,
    is_scheduled,
    live_page,
    notice,
    schedule,
    scheduled_page,
    times_expired,
    times_published,
)

WRITES = ("INSERT", "UPDATE", "DELETE")


class KillSwitch:
    """Ends this process with SIGKILL at its n-th chance: before each write, and right after each commit."""

    def __init__(self, chance: int) -> None:
        self.left = chance

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(WRITES):
            self.take_chance()
        return execute(sql, params, many, context)

    def after_commit(self, **kwargs: Any) -> None:
        transaction.on_commit(self.take_chance)

    def take_chance(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1


def kill_at_every_write() -> None:
    """Kill a run at each write in turn; nothing is lost in between, and the next run does what is left, once.

    Prints at how many moments a run was killed.
    """
    chance = 0
    was_killed = True
    while was_killed:
        new = scheduled_page("new", ago(30), lede="New.")
        next_version = schedule(live_page("next", lede="Old."), ago(20), lede="New.")
        over = live_page("over", expire_at=ago(10))
        message = notice("message", ago(5))

        was_killed = _run_in_fork(chance)
        for thing in (new, next_version, message):
            assert times_published(thing) == (0 if is_scheduled(thing) else 1), f"{thing} is lost at {chance}"
        assert _read(over).live == (times_expired(over) == 0), f"{over} is lost at {chance}"
        assert _read(next_version).lede == ("Old." if is_scheduled(next_version) else "New.")

        call_command("publish_scheduled", stdout=StringIO())
        for thing in (new, next_version, message):
            assert (_read(thing).live, is_scheduled(thing), times_published(thing)) == (True, False, 1), chance
        assert (_read(over).live, _read(over).expired, times_expired(over)) == (False, True, 1), chance
        assert _read(new).lede == _read(next_version).lede == "New."

        for thing in (new, next_version, over, message):
            _read(thing).delete()
        chance += 1
    print(chance - 1)  # noqa: T201 - read by the test


def _run_in_fork(chance: int) -> bool:
    """Run the command in a child that is killed at its n-th chance. Returns whether it came to that."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        switch = KillSwitch(chance)
        published.connect(switch.after_commit)
        unpublished.connect(switch.after_commit)
        with connection.execute_wrapper(switch):
            call_command("publish_scheduled", stdout=StringIO())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def make_due_pages(count: str) -> None:
    """Make pages that are due, one after the other."""
    for number in range(int(count)):
        scheduled_page(f"due-{number}", ago(int(count) - number))


def report_due_pages() -> None:
    """Print how often each page was published and whether it is still scheduled; then remove the pages."""
    pages = ContentPage.objects.filter(slug__startswith="due-")
    report = {page.slug: [page.live, is_scheduled(page), times_published(page)] for page in pages}
    for page in pages:
        page.delete()
    print(json.dumps(report))  # noqa: T201 - read by the test


def fail_after_the_commit() -> None:
    """What follows a commit fails for the first of two pages."""
    first, second = scheduled_page("first", ago(2)), scheduled_page("second", ago(1))

    def follow_up(instance: Any, **kwargs: Any) -> None:
        if instance.pk == first.pk:
            transaction.on_commit(_fail)

    published.connect(follow_up)
    with pytest.raises(CommandError, match="It is done, but something that follows it failed: the cache is down"):
        call_command("publish_scheduled", stdout=StringIO())
    for page in (first, second):
        assert (_read(page).live, is_scheduled(page), times_published(page)) == (True, False, 1)
    _remove(first, second)


def _fail() -> None:
    raise RuntimeError("the cache is down")


def survive_a_missing_table() -> None:
    """A model whose table is not there, as with a plugin that is not migrated, hides nothing else that is due."""
    page = scheduled_page("page", ago(1))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE notices_notice RENAME TO notices_elsewhere")
    with pytest.raises(CommandError, match=r"look for expiries of notices\.Notice"):
        call_command("publish_scheduled", stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE notices_elsewhere RENAME TO notices_notice")
    assert _read(page).live
    _remove(page)


def lose_the_connection() -> None:
    """An item that breaks the database connection stops no other."""
    first, second = scheduled_page("first", ago(2)), scheduled_page("second", ago(1))

    def hang_up(instance: Any, **kwargs: Any) -> None:
        if instance.pk == first.pk:
            connection.connection.close()

    published.connect(hang_up)
    with pytest.raises(CommandError, match="1 failed"):
        call_command("publish_scheduled", stdout=StringIO())
    published.disconnect(hang_up)
    assert (_read(first).live, is_scheduled(first)) == (False, True)
    assert (_read(second).live, times_published(second)) == (True, 1)
    call_command("publish_scheduled", stdout=StringIO())
    assert (_read(first).live, times_published(first)) == (True, 1)
    _remove(first, second)


def publish_while_an_editor_publishes() -> None:
    """An editor publishes a newer version while the command is about to publish the older one that is due.

    The command finds the older one due, waits for the editor's transaction, and leaves the newer version alone.
    """
    page = schedule(live_page("page", lede="First."), ago(1), lede="Second.")
    reading, writing = os.pipe()
    with transaction.atomic():
        editors = _read(page)
        editors.lede, editors.go_live_at = "Third.", None
        editors.save_revision().publish()
        child = os.fork()
        if child == 0:
            for inherited in connections.all(initialized_only=True):
                inherited.connection = None  # it is the parent's; closing it here would end the parent's session
            assert Revision.objects.filter(approved_go_live_at__isnull=False).exists()  # what was committed so far
            os.write(writing, b"x")
            call_command("publish_scheduled", stdout=StringIO())
            os._exit(0)
        os.read(reading, 1)
        _until_somebody_waits_for_a_lock()
    _, status = os.waitpid(child, 0)
    assert status == 0
    assert (_read(page).lede, is_scheduled(page), times_published(page)) == ("Third.", False, 0)
    _remove(page)


def _until_somebody_waits_for_a_lock() -> None:
    """On PostgreSQL, where one can ask. On SQLite only one writer can be in a transaction anyway."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return


def _read(thing: Any) -> Any:
    return type(thing)._default_manager.get(pk=thing.pk)


def _remove(*things: Any) -> None:
    for thing in things:
        _read(thing).delete()
