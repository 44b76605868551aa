"""With the database gone, a process goes on with what it served last, if the setting allows it, and says so."""

from typing import Any

import pytest
import pytest_django

from cms.delivery.fast_path import FastPath
from cms.delivery.memory import OVERHEAD, Memory
from cms.delivery.readers import ReadError, SqliteReader, reader_of
from tests.cms.delivery.server import Server
from tests.factories.pages import ProgramPageFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Breakable:
    """The real reader, whose database can be taken away: it then reads from where there is none."""

    def __init__(self) -> None:
        self.reader: Any = reader_of()
        self.nowhere = SqliteReader("/nowhere/at/all.sqlite3")
        self.is_gone = False

    def read(self, number: int) -> Any:
        return (self.nowhere if self.is_gone else self.reader).read(number)

    def read_head(self, number: int) -> Any:
        return (self.nowhere if self.is_gone else self.reader).read_head(number)

    def state(self) -> Any:
        return (self.nowhere if self.is_gone else self.reader).state()

    def close(self) -> None:
        self.reader.close()


def unreachable(_environ: Any, start_response: Any) -> Any:
    """Stands for Django without its database."""
    start_response("503 Service Unavailable", [])
    return (b"",)


@pytest.fixture
def breakable(server: Server) -> Breakable:
    return Breakable()


def serve(breakable: Breakable) -> Server:
    return Server(FastPath(unreachable, breakable))


def test_what_was_served_goes_on_being_served_and_is_marked(
    server: Server, breakable: Breakable, settings: pytest_django.Settings
) -> None:
    settings.DELIVERY_OUTAGE_SECONDS = 60
    page, unread = ProgramPageFactory(), ProgramPageFactory()
    for each in (page, unread):
        server.get(f"/api/v3/pages/{each.pk}/")
    fast = serve(breakable)
    before = fast.get(f"/api/v3/pages/{page.pk}/")
    assert before.from_store
    assert "warning" not in before.headers

    breakable.is_gone = True
    during = fast.get(f"/api/v3/pages/{page.pk}/")

    assert during.content == before.content
    assert during.headers["warning"] == '110 - "Response is Stale"'
    assert 0 <= int(during.headers["age"]) <= 60
    assert fast.get(f"/api/v3/pages/{unread.pk}/").status == 503
    breakable.close()


def test_not_without_the_setting(server: Server, breakable: Breakable, settings: pytest_django.Settings) -> None:
    settings.DELIVERY_OUTAGE_SECONDS = 0
    page = ProgramPageFactory()
    server.get(f"/api/v3/pages/{page.pk}/")
    fast = serve(breakable)
    assert fast.get(f"/api/v3/pages/{page.pk}/").from_store

    breakable.is_gone = True

    assert fast.get(f"/api/v3/pages/{page.pk}/").status == 503
    breakable.close()


def test_not_for_longer_than_the_setting_says(
    server: Server, breakable: Breakable, settings: pytest_django.Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DELIVERY_OUTAGE_SECONDS = 60
    page = ProgramPageFactory()
    server.get(f"/api/v3/pages/{page.pk}/")
    fast = serve(breakable)
    fast.get(f"/api/v3/pages/{page.pk}/")
    breakable.is_gone = True
    now = __import__("time").time()

    monkeypatch.setattr("cms.delivery.memory.time.time", lambda: now + 61)

    assert fast.get(f"/api/v3/pages/{page.pk}/").status == 503
    breakable.close()


def test_the_memory_is_bounded(server: Server) -> None:
    reader: Any = reader_of()
    fast = FastPath(unreachable, reader)
    paths = [f"/api/v3/pages/{ProgramPageFactory().pk}/" for _number in range(5)]
    sizes = [len(server.get(path).content) for path in paths]
    fast.memory = Memory(sum(sizes[-3:]) + 4 * OVERHEAD, 60)

    for path in paths:
        Server(fast).get(path)

    assert [kept.form.key.partition("localhost")[2] for kept in fast.memory._kept.values()] == [
        f"{path}?" for path in paths[-3:]
    ]
    reader.close()


def test_a_file_that_is_no_database_is_an_outage(tmp_path: Any) -> None:
    path = tmp_path / "not.sqlite3"
    path.write_bytes(b"no database" * 100)

    with pytest.raises(ReadError):
        SqliteReader(str(path)).read(1)
