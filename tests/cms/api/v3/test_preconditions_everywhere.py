"""``If-Match`` at every operation that changes something: with an old ETag nothing is changed.

The operations are those of the OpenAPI document. A new one fails here until ``subjects`` says what can be sent to it.
"""

from typing import Any

import pytest
from django.db import connection, transaction

from cms.api.v3.preconditions import CONDITIONS
from cms.plugins.testing.client import ApiClient
from tests.cms.api.v3.subjects import CHANGES, WRITING, etag_of, send, subject_of
from tests.factories.people import AdministratorFactory
from tests.factories.sites import default_home
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db

#: What makes something new.
CREATING = {f"{kind}_create" for kind in ("documents", "images", "pages", "redirects", "sites", "snippets")}
#: What readers send. It changes nothing that has an address.
OF_READERS = {"forms_submit", "pages_unlock"}
#: What takes a kind of snippet with drafts, or a second language. The product has neither by itself.
OF_PLUGINS = {
    *(f"snippets_actions_{name}" for name in ("publish", "unpublish", "revert", "copy_for_translation")),
    "pages_actions_copy_for_translation",
}


def administrator() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


def every_row() -> dict[str, list[str]]:
    """All that is in the database, by its tables. The ledger is among them."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def holds_to_conditions(operation: dict[str, Any]) -> bool:
    parameters = operation.get("parameters", ())
    return all(condition in parameters for condition in CONDITIONS)


def test_every_operation_that_writes_is_known() -> None:
    conditional = {name for name, each in WRITING.items() if holds_to_conditions(each.operation)}

    assert conditional == CHANGES.keys() | OF_PLUGINS
    assert WRITING.keys() == conditional | CREATING | OF_READERS


@pytest.mark.django_db(transaction=True, serialized_rollback=True)  # the ledger is told of what is committed
def test_what_was_changed_meanwhile_stays_as_it_is() -> None:
    default_home()
    caller = administrator()
    answers, changed = {}, []
    for operation_id in CHANGES:
        subject = subject_of(operation_id)
        old = etag_of(caller, subject)
        subject.change()
        present = etag_of(caller, subject)
        before = every_row()
        conditions = (old, f"W/{present}", present.strip('"'))
        answers[operation_id] = [
            send(caller, operation_id, subject, If_Match=condition).status_code for condition in conditions
        ]
        changed += [(operation_id, table) for table, rows in every_row().items() if rows != before[table]]

    assert answers == {operation_id: [412, 412, 400] for operation_id in CHANGES}
    assert changed == []


@pytest.mark.parametrize("operation_id", CHANGES)
def test_what_is_as_it_was_read_is_changed(operation_id: str) -> None:
    caller = administrator()
    subject = subject_of(operation_id)
    subject.change()

    def carried_out(**headers: str) -> int:
        with transaction.atomic():
            status: int = send(caller, operation_id, subject, **headers).status_code
            transaction.set_rollback(True)
        return status

    [status] = {carried_out(If_Match=etag_of(caller, subject)), carried_out(If_Match="*"), carried_out()}
    assert status in (200, 201, 204)
