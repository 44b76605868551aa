"""When a process prunes the store: with its first answer, then after a part of the bounds, and never by waiting."""

import threading

import pytest
import pytest_django

from cms.delivery.growth import Growth
from cms.delivery.models import StoredAnswer
from cms.ledger.head import writing
from tests.at_once import at_once
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

MOST = 400


@pytest.fixture(autouse=True)
def _bounds(settings: pytest_django.Settings) -> None:
    default_home()
    settings.DELIVERY_MAX_ENTRIES, settings.DELIVERY_MAX_BYTES = MOST, 1_000_000


def fill(count: int, size: int = 1) -> None:
    """Put so many answers into the store, older than any other."""
    before = StoredAnswer.objects.count()
    StoredAnswer.objects.bulk_create(
        StoredAnswer(id=number, key=str(number), number=0, built_at=number, size=size, is_variant=False)
        for number in range(before, before + count)
    )


def is_pruned() -> bool:
    return StoredAnswer.objects.count() <= MOST


def test_a_process_prunes_with_its_first_answer_however_few_it_will_store() -> None:
    fill(MOST + 1)

    Growth().add(1)

    assert is_pruned()


def test_it_prunes_again_after_a_hundredth_of_the_answers() -> None:
    growth = Growth()
    growth.add(1)
    fill(MOST + 1)

    for _number in range(3):
        growth.add(1)
        assert not is_pruned()
    growth.add(1)

    assert is_pruned()


def test_one_large_answer_counts_as_many() -> None:
    growth = Growth()
    growth.add(1)
    fill(MOST + 1)

    growth.add(10_000)

    assert is_pruned()


def test_where_a_writer_is_at_work_the_next_answer_prunes() -> None:
    fill(MOST + 1)
    growth, is_held, is_added = Growth(), threading.Event(), threading.Event()

    def hold() -> None:
        with writing():
            is_held.set()
            is_added.wait()

    def add() -> None:
        is_held.wait()
        growth.add(1)
        is_added.set()

    at_once(hold, add)
    assert not is_pruned()
    growth.add(1)

    assert is_pruned()
