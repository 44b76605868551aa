"""The access matrix of ``expected.txt``: every actor asks every question about a page in every state.

A cell that changes on purpose is changed in that file, where a reviewer sees it.
"""

from pathlib import Path

import pytest
from django.db import transaction

from cms.api.v3.api import api
from tests.cms.api.access.actors import ACTORS
from tests.cms.api.access.questions import COVERED, QUESTIONS, WITHOUT_PAGES
from tests.cms.api.access.states import STATES

FILE = Path(__file__).with_name("expected.txt")
COLUMNS = {state: state.replace(" ", "-") for state in STATES}
ACTOR_WIDTH = 13


def expected() -> dict[tuple[str, str, str, str], str]:
    """The answers of the file by version, question, actor and state."""
    answers = {}
    tables = FILE.read_text(encoding="utf-8").split("\n\n")[1:]
    for table in tables:
        name, heads, *rows = table.strip("\n").split("\n")
        version, _space, question = name.partition(" ")
        assert heads.split() == list(COLUMNS.values()), name
        for row in rows:
            actor, cells = row[:ACTOR_WIDTH].strip(), row[ACTOR_WIDTH:].split()
            for state, cell in zip(STATES, cells, strict=True):
                answers[version, question, actor, state] = cell
    return answers


EXPECTED = expected()


def test_every_cell_is_stated() -> None:
    assert set(EXPECTED) == {
        (version, question, actor, state)
        for version, questions in QUESTIONS.items()
        for question in questions
        for actor in ACTORS
        for state in STATES
    }


def test_every_operation_of_version_3_is_asked_or_said_to_be_without_pages() -> None:
    operations = {
        operation["operationId"]
        for operations in api.get_openapi_schema(path_prefix="/api/v3/")["paths"].values()
        for operation in operations.values()
    }
    left_out = {name for name in operations - set(COVERED) if not {name, name.split("_")[0]} & set(WITHOUT_PAGES)}

    assert left_out == set(), "say in questions.py what is asked of these"
    assert set(COVERED) <= operations
    assert {question for questions in COVERED.values() for question in questions} == set(QUESTIONS["v3"])


@pytest.mark.django_db
@pytest.mark.parametrize("version", QUESTIONS)
@pytest.mark.parametrize("state", STATES)
def test_every_cell_is_as_stated(version: str, state: str) -> None:
    page = STATES[state]()
    wrong = {}
    for actor, make_caller in ACTORS.items():
        for question, ask in QUESTIONS[version].items():
            with transaction.atomic():
                answer = ask(make_caller(version, page), page)
                transaction.set_rollback(True)
            if answer != EXPECTED[version, question, actor, state]:
                wrong[actor, question] = answer

    assert wrong == {}
