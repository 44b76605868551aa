"""Compactions of the ledger that are killed, the first at its first statement, then at each after it, until one ends.

A program: it prints a line of JSON. ``killed`` is how many were, ``batches`` how many of them had removed some changes
by then; what did not fit together afterwards is in ``problems``.
"""

import json
import os
import signal
import sys
from typing import Any

import django

CHANGES = 7  # old ones, before each compaction
BATCH = 3  # of which one transaction removes so many


def kill_at_each() -> dict[str, Any]:
    """See the module's docstring."""
    from django.db import connections

    from cms.ledger import compaction
    from cms.ledger.changes import Action, NewChange
    from cms.ledger.head import read_head
    from cms.ledger.recording import record
    from tests.cms.ledger.killed.statements import killed_at

    compaction.BATCH = BATCH
    killed = batches = 0
    problems: list[str] = []
    while True:
        for number in range(CHANGES):
            record([NewChange(Action.CHANGED, "x.Y", str(number))])
        before = read_head()
        connections.close_all()
        child = os.fork()
        if child == 0:
            with killed_at(killed + 1):
                compaction.compact(0)
            os._exit(0)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        after = read_head()
        problems += [f"statement {killed + 1}: {problem}" for problem in wrong_now(before, after)]
        if ended != -signal.SIGKILL:
            break
        killed += 1
        batches += after.kept_after > before.kept_after
    if ended or after.kept_after != after.number:
        problems.append(f"the last one ended with {ended} at {after}")
    return {"problems": problems, "killed": killed, "batches": batches}


def wrong_now(before: Any, after: Any) -> list[str]:
    """What does not fit together after a compaction that began at ``before``."""
    from cms.ledger.models import Change

    found = []
    if after.number != before.number:
        found.append(f"the last number was {before.number} and is {after.number}")
    kept = list(Change.objects.values_list("number", flat=True))
    if kept != list(range(after.kept_after + 1, after.number + 1)):
        found.append(f"{kept} are kept, and the head is {after}")
    return found


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(kill_at_each()))
