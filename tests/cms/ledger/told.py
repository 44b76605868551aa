"""What the ledger says of a step of a test, as if the step had been a transaction of its own."""

from typing import Any

from django.db import connection
from wagtail.models import Site

from cms.ledger.head import latest_number
from cms.ledger.models import Change

__all__ = ["Told", "label"]


class Told:
    """The changes since this was made, or since one was asked last."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin a new step."""
        connection.run_on_commit = []  # where the ledger keeps what its transaction has told
        self.after = latest_number()

    def rows(self) -> list[Change]:
        """The rows of this step, in order. The next step begins here."""
        rows = list(Change.objects.filter(number__gt=self.after))
        assert [row.number for row in rows] == list(range(self.after + 1, self.after + 1 + len(rows)))
        self.forget()
        return rows

    def one(self, thing: Any) -> Change:
        """The only row of ``thing`` in this step."""
        (row,) = (row for row in self.rows() if (row.object_type, row.object_id) == label(thing))
        return row

    def public(self) -> dict[tuple[str, str], str]:
        """What the public may know of this step: the action by object."""
        return {(row.object_type, row.object_id): row.action for row in self.rows() if row.is_public}


def label(thing: Any) -> tuple[str, str]:
    """The type and the id by which the ledger names ``thing``."""
    return type(thing)._meta.label, str(thing.pk)


def default_site() -> int:
    """The id of the default site."""
    return Site.objects.get(is_default_site=True).pk
