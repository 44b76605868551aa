"""What a process keeps of the store: contents are read again only when the row is another one."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from cms.delivery import memory
from cms.delivery.fast_path import FastPath
from cms.delivery.models import StoredForm
from cms.delivery.readers import reader_of
from tests.cms.delivery.server import Server
from tests.factories.pages import ProgramPageFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Counting:
    """The real reader, which notes what it is asked."""

    def __init__(self) -> None:
        self.reader: Any = reader_of()
        self.asked: list[str] = []

    def read(self, number: int) -> Any:
        self.asked.append("whole")
        return self.reader.read(number)

    def read_head(self, number: int) -> Any:
        self.asked.append("head")
        return self.reader.read_head(number)

    def state(self) -> Any:
        return self.reader.state()

    def close(self) -> None:
        self.reader.close()


@pytest.fixture
def reader() -> Iterator[Counting]:
    counting = Counting()
    yield counting
    counting.close()


def not_found(_environ: Any, start_response: Any) -> Any:
    start_response("404 Not Found", [])
    return (b"",)


@pytest.fixture
def fast(server: Server, reader: Counting) -> Server:
    return Server(FastPath(not_found, reader))


#: What is asked for a row that is kept, while nothing was committed: SQLite tells that without being asked.
UNCHANGED = [] if connection.vendor == "sqlite" else ["head"]


def test_contents_are_read_once_while_their_row_stays(server: Server, fast: Server, reader: Counting) -> None:
    path = f"/api/v3/pages/{ProgramPageFactory().pk}/"
    rendered = server.get(path)
    codings = ("", "", "gzip", "gzip", "", "gzip", "x", "gzip, y")

    answers = [fast.get(path, headers={"Accept-Encoding": coding}) for coding in codings]

    assert reader.asked == ["whole"] * 4 + UNCHANGED * 4
    assert [answer.headers.get("content-encoding", "") for answer in answers] == [
        "gzip" if "gzip" in coding else "" for coding in codings
    ]
    assert {answer.content for answer in answers[:2]} == {rendered.content}
    assert answers[4].content == answers[6].content == rendered.content
    assert answers[2].content == answers[3].content == answers[5].content == answers[7].content


def test_a_row_that_changed_is_read_again_and_one_that_went_is_gone(
    server: Server, fast: Server, reader: Counting
) -> None:
    page = ProgramPageFactory()
    path = f"/api/v3/pages/{page.pk}/"
    server.get(path)
    fast.get(path)
    fast.get(path)

    StoredForm.objects.update(surrogate_key="everything")
    assert fast.get(path).headers["surrogate-key"] == "everything"
    page.title = "Renamed"
    page.save_revision().publish()
    assert fast.get(path).status == 404
    server.get(path)
    assert fast.get(path).json()["title"] == "Renamed"

    assert reader.asked == ["whole", "whole", "head", "whole", "head", "whole", "whole"]


def test_any_commit_is_seen_whoever_makes_it(server: Server, fast: Server, reader: Counting) -> None:
    path = f"/api/v3/pages/{ProgramPageFactory().pk}/"
    server.get(path)
    fast.get(path)
    fast.get(path)
    for number in range(3):
        reader.asked.clear()

        in_another_process(f"UPDATE delivery_form SET surrogate_key = 'made-{number}'")

        assert fast.get(path).headers["surrogate-key"] == f"made-{number}"
        assert reader.asked == ["head", "whole"]
        reader.asked.clear()
        assert fast.get(path).headers["surrogate-key"] == f"made-{number}"
        assert reader.asked == UNCHANGED


def test_a_commit_that_changes_nothing_here_costs_one_look(server: Server, fast: Server, reader: Counting) -> None:
    path = f"/api/v3/pages/{ProgramPageFactory().pk}/"
    server.get(path)
    fast.get(path)
    fast.get(path)
    reader.asked.clear()

    in_another_process("UPDATE wagtailcore_site SET site_name = 'Another'")

    assert fast.get(path).status == fast.get(path).status == 200
    assert reader.asked == ["head", *UNCHANGED]


def test_what_is_asked_for_again_soon_is_kept_and_what_is_asked_for_in_turn_is_not() -> None:
    kept = memory.Memory(1_000_000)

    assert not any(kept.wants(number) for _round in range(3) for number in range(2_000))
    assert not kept.wants(5_000)
    assert not any(kept.wants(number) for number in range(6_000, 6_000 + memory.SIGHTED))
    assert kept.wants(5_000)


def in_another_process(sql: str) -> None:
    """Commit ``sql`` from a process of its own."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        program = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
        place = str(settings["NAME"])
    else:
        program = "import psycopg, sys; c = psycopg.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
        place = " ".join(
            f"{name}={value}"
            for name, value in connection.get_connection_params().items()
            if name in {"host", "port", "user", "password", "dbname"}
        )
    subprocess.run([sys.executable, "-c", program, place, sql], check=True)
