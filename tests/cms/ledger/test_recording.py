"""Changes of every kind are rows with the next number, in the transaction that makes them."""

import pytest
from django.db import transaction

from cms.ledger.changes import Action, NewChange
from cms.ledger.head import latest_number, writing
from cms.ledger.models import Change, LedgerHead
from cms.ledger.recording import change_recorded, changes_committed, record
from tests.cms.ledger.told import Told

pytestmark = pytest.mark.django_db


def short(told: Told) -> list[tuple[str, str, str]]:
    return [(row.action, row.object_type, row.object_id) for row in told.rows()]


def test_numbers_begin_where_the_head_stands(told: Told) -> None:
    before = latest_number()

    record([NewChange(Action.CHANGED, "x.Y", "1"), NewChange(Action.CHANGED, "x.Y", "2")])

    assert [row.number for row in told.rows()] == [before + 1, before + 2]
    assert latest_number() == before + 2


def test_a_rolled_back_change_gives_its_number_back(told: Told) -> None:
    before = latest_number()
    with transaction.atomic():
        record([NewChange(Action.CHANGED, "x.Y", "1")])
        transaction.set_rollback(True)

    record([NewChange(Action.CHANGED, "x.Y", "2")])

    (row,) = told.rows()
    assert (row.number, row.object_id) == (before + 1, "2")


def test_one_transaction_tells_of_an_object_once_by_its_weightiest_action(told: Told) -> None:
    with writing():
        record([NewChange(Action.DRAFTED, "x.Y", "1", is_public=False)])
        record([NewChange(Action.PUBLISHED, "x.Y", "1", tags=frozenset({"a"}))])
        record([NewChange(Action.CHANGED, "x.Y", "1", tags=frozenset({"b"}))])

    (row,) = told.rows()
    assert (row.action, row.object_id, row.tags, row.is_public) == ("published", "1", ["a", "b"], True)


def test_what_a_savepoint_rolled_back_is_told_anew(told: Told) -> None:
    with writing():
        with transaction.atomic():
            record([NewChange(Action.PUBLISHED, "x.Y", "1")])
            transaction.set_rollback(True)
        record([NewChange(Action.CHANGED, "x.Y", "1")])

    assert short(told) == [("changed", "x.Y", "1")]


def test_what_a_savepoint_added_to_a_row_is_told_anew_after_it_was_rolled_back(told: Told) -> None:
    with writing():
        record([NewChange(Action.DRAFTED, "x.Y", "1", is_public=False)])
        with transaction.atomic():
            record([NewChange(Action.PUBLISHED, "x.Y", "1", tags=frozenset({"a"}))])
            transaction.set_rollback(True)
        assert short_of_database() == [("drafted", [], False)]
        record([NewChange(Action.PUBLISHED, "x.Y", "1", tags=frozenset({"a"}))])

    assert short_of_database() == [("published", ["a"], True)]


def short_of_database() -> list[tuple[str, list[str], bool]]:
    return [(row.action, row.tags, row.is_public) for row in Change.objects.filter(object_type="x.Y")]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_commit_is_told_of_each_number_once() -> None:
    heard: list[int] = []

    def hear(numbers: list[int], **_kwargs: object) -> None:
        heard.extend(numbers)

    changes_committed.connect(hear)
    try:
        with writing():
            record([NewChange(Action.DRAFTED, "x.Y", "1"), NewChange(Action.CHANGED, "x.Y", "2")])
            record([NewChange(Action.PUBLISHED, "x.Y", "1")])
            with transaction.atomic():
                record([NewChange(Action.PUBLISHED, "x.Y", "3")])
                transaction.set_rollback(True)
            assert heard == []
    finally:
        changes_committed.disconnect(hear)

    assert heard == [latest_number() - 1, latest_number()]


def test_what_a_change_makes_stale_is_told_at_once(told: Told) -> None:
    heard: list[frozenset[str]] = []

    def hear(tags: frozenset[str], **_kwargs: object) -> None:
        heard.append(tags)

    change_recorded.connect(hear)
    try:
        record(
            [NewChange(Action.CHANGED, "x.Y", "1", tags=frozenset({"a", "b"})), NewChange(Action.DRAFTED, "x.Y", "2")]
        )
        record([NewChange(Action.CHANGED, "x.Y", "1", tags=frozenset({"a"}))])
        record([NewChange(Action.DRAFTED, "x.Y", "3")])
    finally:
        change_recorded.disconnect(hear)

    assert heard == [{"a", "b"}, {"a"}]


def test_the_head_is_made_anew_where_a_database_was_emptied(told: Told) -> None:
    record([NewChange(Action.CHANGED, "x.Y", "1")])
    last = latest_number()
    LedgerHead.objects.all().delete()

    with writing():
        record([NewChange(Action.CHANGED, "x.Y", "2")])

    assert latest_number() == last + 1
