"""Runs that are killed with SIGKILL, compete or break down, as real processes in a database of their own."""

import json
import random
import subprocess
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.cms.schedule.conftest import StartProcess

InOwnProcess = Callable[..., str]

PAGES = 8
DONE_ONCE = {f"due-{number}": [True, False, 1] for number in range(PAGES)}


def test_a_run_killed_at_any_write_loses_nothing_and_does_nothing_twice(in_own_process: InOwnProcess) -> None:
    kills = int(in_own_process("kill_at_every_write"))
    assert kills > 20  # else the switch no longer meets the writes


def test_runs_killed_at_random_moments_publish_everything_once_in_the_end(
    in_own_process: InOwnProcess, manage: StartProcess
) -> None:
    in_own_process("make_due_pages", str(PAGES))
    moments = random.Random()
    for _ in range(3):
        run = manage("publish_scheduled")
        assert run.stdout is not None
        run.stdout.readline()  # it is at work
        with suppress(subprocess.TimeoutExpired):
            run.wait(timeout=moments.uniform(0, 0.2))
        run.kill()
        run.communicate()

    last = manage("publish_scheduled")
    output, errors = last.communicate()
    assert last.returncode == 0, errors
    assert json.loads(in_own_process("report_due_pages")) == DONE_ONCE
    assert output.count("done: publish") < PAGES  # the killed runs did some


def test_two_runs_at_once_publish_nothing_twice(in_own_process: InOwnProcess, manage: StartProcess) -> None:
    in_own_process("make_due_pages", str(PAGES))
    runs = [manage("publish_scheduled") for _ in range(3)]
    outputs = []
    for run in runs:
        output, errors = run.communicate()
        assert run.returncode == 0, errors
        outputs.append(output)
    assert sum(output.count("done: publish") for output in outputs) == PAGES
    assert json.loads(in_own_process("report_due_pages")) == DONE_ONCE


@pytest.mark.parametrize(
    "trouble",
    [
        "fail_after_the_commit",
        "survive_a_missing_table",
        "lose_the_connection",
        "publish_while_an_editor_publishes",
    ],
)
def test_a_run_in_trouble_does_what_can_be_done_and_tells_of_the_rest(
    trouble: str, in_own_process: InOwnProcess
) -> None:
    in_own_process(trouble)
