"""Changes of every kind are rows with the next number, in the transaction that makes them."""

import pytest
from django.db import transaction
from wagtail.models import Site

from cms.ledger.changes import Action, NewChange
from cms.ledger.head import latest_number, writing
from cms.ledger.models import Change
from cms.ledger.recording import record
from tests.factories.pages import ProgramPageFactory
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db


class Told:
    """The rows written since this was made."""

    def __init__(self) -> None:
        self.after = latest_number()

    def rows(self) -> list[Change]:
        return list(Change.objects.filter(number__gt=self.after))

    def short(self) -> list[tuple[str, str, str]]:
        return [(row.action, row.object_type, row.object_id) for row in self.rows()]


@pytest.fixture
def told(db: None) -> Told:
    default_home()
    return Told()


def test_numbers_begin_where_the_head_stands(told: Told) -> None:
    record([NewChange(Action.CHANGED, "x.Y", "1"), NewChange(Action.CHANGED, "x.Y", "2")])

    assert [row.number for row in told.rows()] == [told.after + 1, told.after + 2]
    assert latest_number() == told.after + 2


def test_a_rolled_back_change_gives_its_number_back(told: Told) -> None:
    with transaction.atomic():
        record([NewChange(Action.CHANGED, "x.Y", "1")])
        transaction.set_rollback(True)

    record([NewChange(Action.CHANGED, "x.Y", "2")])

    assert told.short() == [("changed", "x.Y", "2")]
    assert told.rows()[0].number == told.after + 1


def test_one_transaction_tells_of_an_object_once_by_its_weightiest_action(told: Told) -> None:
    with writing():
        record([NewChange(Action.DRAFTED, "x.Y", "1", is_public=False)])
        record([NewChange(Action.PUBLISHED, "x.Y", "1", tags=frozenset({"a"}))])
        record([NewChange(Action.CHANGED, "x.Y", "1", tags=frozenset({"b"}))])

    assert told.short() == [("published", "x.Y", "1")]
    assert told.rows()[0].tags == ["a", "b"]
    assert told.rows()[0].is_public


def test_what_a_savepoint_rolled_back_is_told_anew(told: Told) -> None:
    with writing():
        with transaction.atomic():
            record([NewChange(Action.PUBLISHED, "x.Y", "1")])
            transaction.set_rollback(True)
        record([NewChange(Action.CHANGED, "x.Y", "1")])

    assert told.short() == [("changed", "x.Y", "1")]


def test_publishing_and_unpublishing(told: Told) -> None:
    page = ProgramPageFactory(live=False)
    with transaction.atomic():
        page.save_revision().publish()

    last = told.rows()[-1]
    assert (last.action, last.object_type, last.object_id) == ("published", "pages.ProgramPage", str(page.pk))
    assert last.is_public
    assert last.uuid == page.translation_key
    assert last.site_id == Site.objects.get(is_default_site=True).pk
    assert {f"page-{page.pk}", "pages", "pages.programpage"} <= set(last.tags)
