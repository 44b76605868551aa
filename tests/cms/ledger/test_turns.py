"""Writers in one process have their turns in the order in which they asked."""

import time
from threading import Event, Thread

import pytest
from django.db import connection

from cms.ledger.head import writing
from cms.ledger.turns import _Queue

WAITERS = 8


def have_turn(queue: _Queue, order: list[int], number: int) -> None:
    queue.take()
    order.append(number)
    queue.pass_on()


def test_who_waits_longest_is_next() -> None:
    queue, order = _Queue(), list[int]()
    assert queue.take()
    threads = []
    for number in range(WAITERS):
        thread = Thread(target=have_turn, args=(queue, order, number))
        thread.start()
        threads.append(thread)
        while len(queue._waiting) <= number:
            time.sleep(0.001)
    queue.pass_on()
    for thread in threads:
        thread.join(10)

    assert order == list(range(WAITERS))
    assert queue.take()


def test_who_has_the_turn_may_take_it_again() -> None:
    queue = _Queue()

    assert queue.take()
    assert not queue.take()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_write_that_fails_gives_its_turn_on() -> None:
    with pytest.raises(ZeroDivisionError), writing():
        raise ZeroDivisionError
    done = Event()

    def write() -> None:
        with writing():
            done.set()
        connection.close()

    thread = Thread(target=write)
    thread.start()
    thread.join(10)

    assert done.is_set()
