"""Every cell of the tables in ``docs/access.md``: who is answered what, by every endpoint, for a page in every state.

An endpoint that is in none of the tables fails: nobody has said yet who may ask it what.
"""

import json
import re
from typing import Any

import pytest
from django.db import transaction

from tests.cms.api.access_tables import Table, cells_of, tables
from tests.cms.api.actors import (
    ACTORS,
    CONTENTS,
    FILE_STATES,
    PAGE_STATES,
    WORD,
    Actor,
    make_actor,
    make_file,
    make_page,
)
from tests.cms.api.endpoints import endpoints
from tests.factories.snippets import ContactFactory, PracticeFactory

pytestmark = pytest.mark.django_db

SHOWN, HIDDEN, FILE, ASKED = "shown", "–", "file", "asks"
TYPES = {
    "type": "pages.Contact",
    "public_type": "pages.Practice",
    "type_name": "pages.ContentPage",
    "block_type": "rich_text",
}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
NUMBER = re.compile(r'"\{(\w+)\}"')  # in JSON, where the value is a number
LISTING = r"(pages|images|documents|redirects)/(\{(linking|showing)\}/|\?(search|slug)=quokka)?"
HOLDS_OTHERS = re.compile(rf"GET /api/v\d/({LISTING}|navigation/|pages/\{{page\}}/revisions/)")


def answer(actor: Actor, row: str, values: dict[str, Any]) -> str:
    """What ``actor`` is answered to the request of ``row``, in the words of the tables.

    ``values`` are what its placeholders stand for. What the request changes is taken back.
    """
    method, _space, path = row.partition(" ")
    url = PLACEHOLDER.sub(lambda match: str(values[match[1]]), path)
    content = NUMBER.sub(lambda match: str(values[match[1]]), json.dumps(CONTENTS.get(row, {})))
    with transaction.atomic():
        response = actor.client.generic(method, url, content, content_type="application/json", headers=actor.headers)
        transaction.set_rollback(True)
    if path.startswith("/documents/"):  # a view for people, which asks them for a password or to sign in
        return FILE if response.streaming else ASKED if response.status_code in (200, 302) else "404"
    if response.status_code >= 400:  # of what is refused nothing shows
        assert WORD not in response.content.decode().lower().replace(values.get("path", WORD), "")
    if response.status_code == 200 and HOLDS_OTHERS.fullmatch(row):
        return SHOWN if WORD in response.content.decode().lower() else HIDDEN
    return str(response.status_code)


@pytest.mark.parametrize("state", PAGE_STATES)
@pytest.mark.parametrize(("table", "name"), cells_of("Pages"))
def test_a_page_is_answered_as_the_table_says(table: Table, name: str, state: str) -> None:
    subject = make_page(state)
    actor = make_actor(name, subject["page"])

    answers = {row: answer(actor, row, subject) for row in table.rows}

    assert answers == {row: cells[state] for row, cells in table.rows.items()}


@pytest.mark.parametrize("state", FILE_STATES)
@pytest.mark.parametrize(("table", "name"), cells_of("Files"))
def test_a_file_is_answered_as_the_table_says(table: Table, name: str, state: str) -> None:
    file = make_file(state)
    actor = make_actor(name)

    answers = {row: answer(actor, row, file) for row in table.rows}

    assert answers == {row: cells[state] for row, cells in table.rows.items()}


@pytest.mark.parametrize("name", ACTORS)
def test_every_other_request_is_answered_as_the_table_says(name: str) -> None:
    [table] = [table for table in tables() if table.heading == "Everything else"]
    entries = {"pk": ContactFactory(organisation=None).pk, "public_pk": PracticeFactory().pk}
    values = {**make_file("public"), **make_page("live"), **TYPES, **entries}
    actor = make_actor(name)

    answers = {row: answer(actor, row, values) for row in table.rows}

    assert answers == {row: cells[name] for row, cells in table.rows.items()}


def test_every_actor_and_every_state_is_in_the_tables() -> None:
    for kind, states in (("Pages", PAGE_STATES), ("Files", FILE_STATES)):
        of_kind = [parameter.values for parameter in cells_of(kind)]
        assert sorted(actor for _table, actor in of_kind) == sorted(ACTORS)
        assert {table.columns for table, _actor in of_kind} == {states}
        assert len({tuple(table.rows) for table, _actor in of_kind}) == 1


def test_every_endpoint_is_in_a_table() -> None:
    rows = {PLACEHOLDER.sub("{}", row.partition("?")[0]) for table in tables() for row in table.rows}

    missing = [
        str(endpoint)
        for endpoint in endpoints()
        if f"{endpoint.method.upper()} {PLACEHOLDER.sub('{}', endpoint.path)}" not in rows
    ]

    assert not missing, "say in docs/access.md who is answered what"
