"""Every cell of the tables in ``docs/access.md``: who is answered what, by every endpoint, for a page in every state.

An endpoint that is in none of the tables fails: nobody has said yet who may ask it what.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

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

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).parents[3] / "docs" / "access.md"
SHOWN, HIDDEN, FILE, ASKED = "shown", "–", "file", "asks"
TYPES = {"type": "pages.Contact", "pk": 1, "type_name": "pages.ContentPage", "block_type": "rich_text"}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
LISTING = r"(pages|images|documents|redirects)/(\{(linking|showing)\}/|\?(search|slug)=quokka)?"
HOLDS_OTHERS = re.compile(rf"GET /api/v\d/({LISTING}|navigation/|pages/\{{page\}}/revisions/)")


@dataclass(frozen=True)
class Table:
    """One table of the page: the words of its heading, its columns, and its rows by their first cell, in order."""

    heading: str
    columns: tuple[str, ...]
    rows: dict[str, dict[str, str]]


def tables() -> list[Table]:
    """The tables, each below a heading."""
    found = []
    for part in re.split(r"^### ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _newline, rest = part.partition("\n")
        lines = [
            [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
            for line in rest.splitlines()
            if line.startswith("|")
        ]
        names = tuple(lines[0][1:])
        rows = {row[0]: dict(zip(names, row[1:], strict=True)) for row in lines[2:]}
        found.append(Table(heading.strip(), names, rows))
    return found


def tables_of(kind: str) -> list[tuple[Table, str]]:
    """The tables whose heading begins with ``kind`` and a colon, with each actor that the heading names."""
    return [
        (table, actor.strip())
        for table in tables()
        if table.heading.startswith(f"{kind}: ")
        for actor in table.heading.partition(": ")[2].split(", ")
    ]


def cells_of(kind: str) -> list[Any]:
    """The tables of that kind, with each actor that their headings name."""
    found = []
    for table in tables():
        begins, _colon, actors = table.heading.partition(": ")
        found += [pytest.param(table, actor, id=actor) for actor in actors.split(", ") if begins == kind and actor]
    return found


def answer(actor: Actor, row: str, values: dict[str, Any]) -> str:
    """What ``actor`` is answered to the request of ``row``, in the words of the tables.

    ``values`` are what its placeholders stand for. What the request changes is taken back.
    """
    method, _space, path = row.partition(" ")
    url = PLACEHOLDER.sub(lambda match: str(values[match[1]]), path)
    content = PLACEHOLDER.sub(lambda match: str(values[match[1]]), json.dumps(CONTENTS.get(row, {})))
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
    values = {**make_file("public"), **make_page("live"), **TYPES}
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
