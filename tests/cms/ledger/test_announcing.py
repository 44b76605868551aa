"""Whoever follows the change feed starts over when a plugin came or went, once, whichever process tells of it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cms.plugins.two_processes import TwoProcesses, two_processes

CAME_OR_WENT = "Everybody starts over: removable."
NOTHING = "No plugin came or went."


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory, kept_database: Path) -> Iterator[TwoProcesses]:
    """A process with the plugin, which was announced, and one without it."""
    with two_processes("announcing", tmp_path_factory.mktemp("announcing"), kept_database) as both:
        both.with_plugin("set_up")
        both.with_plugin("told_by", command="announce_plugins")
        yield both


def follows(processes: TwoProcesses, after: int) -> int:
    """The status of the answer to a follower who has come so far."""
    status: int = processes.without("publicly", path=f"/api/v3/changes/?after={after}")
    return status


def head(processes: TwoProcesses) -> int:
    number: int = processes.without("ledger_number")
    return number


def test_a_plugin_that_goes_and_comes_back_lets_followers_start_over_each_time(processes: TwoProcesses) -> None:
    for process in (processes.without, processes.with_plugin):
        before = head(processes)
        assert follows(processes, before) == 200

        assert process("told_by", command="announce_plugins").strip() == CAME_OR_WENT

        assert follows(processes, before) == 410
        assert head(processes) == before + 1
        assert follows(processes, before + 1) == 200
        assert process("told_by", command="announce_plugins").strip() == NOTHING
        assert head(processes) == before + 1


def test_of_several_that_tell_of_it_at_once_one_does(processes: TwoProcesses) -> None:
    before = head(processes)

    with ThreadPoolExecutor(3) as pool:
        told = [pool.submit(processes.manage, "announce_plugins", with_plugin=False) for _ in range(3)]
        said = sorted(each.result().strip() for each in told)

    assert said == [CAME_OR_WENT, NOTHING, NOTHING]
    assert head(processes) == before + 1
    processes.with_plugin("told_by", command="announce_plugins")


def test_operators_are_reminded_until_it_is_told(processes: TwoProcesses) -> None:
    reminder = "announce_plugins"

    assert reminder in processes.without("told_by", command="plugins")
    processes.without("told_by", command="announce_plugins")
    assert reminder not in processes.without("told_by", command="plugins")
    processes.with_plugin("told_by", command="announce_plugins")
