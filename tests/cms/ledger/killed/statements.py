"""A publish whose process is killed right after the commit, others at their first statement and at every one of so many
after it, until one is answered.

A program: its argument is how many; it prints a line of JSON. ``dropped`` publishes had left nothing when they were
killed, ``kept`` ones had left everything; what was neither is in ``problems``.
"""

import itertools
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import django

TYPE = "pages.ContentPage"
THE_COMMIT = 0


class State(NamedTuple):
    """What there is of a page: its title, and how many changes, entries of Wagtail's log and revisions."""

    title: str
    changes: int
    entries: int
    revisions: int


def kill_at_each(step: int) -> dict[str, Any]:
    """See the module's docstring."""
    from django.db import connections

    from cms.plugins.testing.client import ApiClient
    from tests.cms.ledger.killed.world import make_world, use_world

    world = make_world(clients=1, pages=1)
    use_world(world)
    page = world["pages"][0][0]
    publish = ApiClient("v3", "localhost", Authorization=f"Bearer {world['token']}")
    reader = ApiClient("v3", "localhost")
    counts: Counter[str] = Counter()
    problems: list[str] = []
    for statement in itertools.chain([THE_COMMIT], itertools.count(1, step)):
        for path in (f"pages/{page}/", "pages/", "navigation/"):
            reader.get(path)  # so that they are stored
        before = state_of(page)
        title = f"Title {statement}"
        connections.close_all()
        child = os.fork()
        if child == 0:
            with killed_at(statement):
                answer = publish.send("patch", f"pages/{page}/", meta={"type": TYPE, "action": "publish"}, title=title)
            os._exit(0 if answer.status_code == 200 else 1)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        after = state_of(page)
        whole = State(title, before.changes + 1, before.entries + 1, before.revisions + 1)
        outcome = {before: "dropped", whole: "kept"}.get(after, "torn")
        counts[outcome] += 1
        if outcome == "torn" or ended not in (0, -signal.SIGKILL) or (ended == 0 and outcome != "kept"):
            problems.append(f"statement {statement} ({ended}): {before} became {after}")
        problems += [f"statement {statement}: {problem}" for problem in wrong_now()]
        if ended != -signal.SIGKILL:
            break
    return {"problems": problems, **counts}


@contextmanager
def killed_at(statement: int) -> Iterator[None]:
    """Within this block, the process is killed in place of the statement with this number, or after the commit."""
    from django.db import connection

    from cms.ledger.recording import changes_committed

    seen = 0

    def count(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, parameters, many, context)

    def die(**_signal: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if statement == THE_COMMIT:
        changes_committed.connect(die)
    with connection.execute_wrapper(count):
        yield


def state_of(page: int) -> State:
    """As the database has it."""
    from wagtail.models import Page, PageLogEntry, Revision

    from cms.ledger.models import Change

    return State(
        Page.objects.get(pk=page).title,
        Change.objects.filter(object_type=TYPE, object_id=str(page), action="published").count(),
        PageLogEntry.objects.filter(page_id=page, action="wagtail.publish").count(),
        Revision.objects.filter(object_id=str(page)).count(),
    )


def wrong_now() -> list[str]:
    """What is wrong with the ledger's numbers or with what is stored."""
    from cms.delivery.verify import differences
    from cms.ledger.head import latest_number
    from cms.ledger.models import Change

    found = [f"{difference.address} is stale" for difference in differences()]
    numbers = list(Change.objects.values_list("number", flat=True))
    if numbers != list(range(1, latest_number() + 1)):
        found.append("the numbers have gaps")
    return found


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(kill_at_each(int(sys.argv[1]))))
