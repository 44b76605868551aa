"""Whatever is changed, by however many at once: nothing that is stored differs from what would be rendered.

``make stale`` searches for longer.
"""

import random
import threading
import traceback

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cms.delivery.models import StoredForm
from cms.delivery.store import clear
from tests.cms.delivery.edits import EDITS, edit
from tests.cms.delivery.server import Server
from tests.cms.delivery.stored import assert_nothing_is_stale, is_another, kept_answers, read_everything, removed_of
from tests.cms.delivery.world import addresses, build_world, empty_world

WORN_OUT = 10  # edits after which a world has little left to edit
TRIES = 8  # of an edit that finds nothing to do, or nothing that anybody has read
EACH = 4  # edits of one of several writers

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.urls("cms.urls")]


def edit_until_it_matters(server: Server, name: str, seed: int, done: list[tuple[str, int]]) -> bool:
    """Carry out the edit on one object after the other until something that was stored is another answer now, and not
    stored any more. Whether that is so. ``done`` is told of each.
    """
    removed: list[StoredForm] | None = None
    for number in range(seed, seed + TRIES):
        if removed is None or removed:
            read_everything(server)
            stored = kept_answers()
        done.append((name, number))
        edit(name, number)
        removed = removed_of(stored)
        if any(is_another(form) for form in removed):
            return True
    return False


def test_one_edit_of_each_kind_leaves_nothing_stale(server: Server) -> None:
    done: list[tuple[str, int]] = []
    idle: set[str] = set()
    for seed, name in enumerate(sorted(EDITS)):
        if seed % WORN_OUT == 0:
            empty_world()
            clear()
            build_world()
        if not edit_until_it_matters(server, name, seed, done):
            idle.add(name)
        assert_nothing_is_stale(done)
    read_everything(server)
    assert idle <= {"collection", "draft"}  # each of the others has made something stale, and removed it


def test_random_edits_leave_nothing_stale(server: Server, request: pytest.FixtureRequest) -> None:
    steps = int(request.config.getoption("--stale-steps"))

    class Editing(RuleBasedStateMachine):
        done: list[tuple[str, int]]

        @initialize()
        def begin(self) -> None:
            self.done = []
            empty_world()
            clear()
            build_world()

        @rule(name=strategies.sampled_from(sorted(EDITS)), seed=strategies.integers(0, 2**32))
        def edit(self, name: str, seed: int) -> None:
            edit_until_it_matters(server, name, seed, self.done)

        @invariant()
        def nothing_is_stale(self) -> None:
            assert_nothing_is_stale(self.done)

    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=max(steps // 25, 1),
            stateful_step_count=min(steps, 25),
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            phases=[Phase.generate],
            derandomize=True,
            print_blob=False,
        ),
    )


def test_edits_and_readers_at_once_leave_nothing_stale(server: Server, request: pytest.FixtureRequest) -> None:
    rounds = max(int(request.config.getoption("--stale-steps")) // 10, 2)
    failures: list[str] = []
    done: list[tuple[str, int]] = []

    def write(seed: int) -> None:
        chance = random.Random(seed)
        try:
            for _step in range(EACH):
                name, number = chance.choice(sorted(EDITS)), chance.randrange(2**32)
                done.append((name, number))
                edit(name, number)
        except BaseException:  # told by the test's own thread
            failures.append(traceback.format_exc())
        finally:
            connection.close()

    def read(seed: int, stop: threading.Event) -> None:
        chance = random.Random(seed)
        try:
            while not stop.is_set():
                host, address = chance.choice(list(addresses()))
                path, _mark, query = address.partition("?")
                assert server.get_raw(path, query, host=host).status < 500
        except BaseException:
            failures.append(traceback.format_exc())
        finally:
            server.close_reader()
            connection.close()

    for number in range(rounds):
        if number % 2 == 0:
            empty_world()
            clear()
            build_world()
        read_everything(server)
        stop = threading.Event()
        readers = [threading.Thread(target=read, args=(number * 10 + each, stop)) for each in range(2)]
        writers = [threading.Thread(target=write, args=(number * 10 + each,)) for each in range(3)]
        for thread in (*readers, *writers):
            thread.start()
        for thread in writers:
            thread.join()
        stop.set()
        for thread in readers:
            thread.join()
        assert not failures, "\n".join(failures)
        assert_nothing_is_stale(done)
        read_everything(server)
