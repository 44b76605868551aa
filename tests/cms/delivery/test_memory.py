"""What a process keeps of the store: contents are read again only when the row is another one."""

from typing import Any

import pytest

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

    def close(self) -> None:
        self.reader.close()


def not_found(_environ: Any, start_response: Any) -> Any:
    start_response("404 Not Found", [])
    return (b"",)


def test_contents_are_read_once_while_their_row_stays(server: Server) -> None:
    path = f"/api/v3/pages/{ProgramPageFactory().pk}/"
    rendered = server.get(path)
    reader = Counting()
    fast = Server(FastPath(not_found, reader))

    answers = [fast.get(path, headers={"Accept-Encoding": coding}) for coding in ("", "gzip", "", "x", "gzip, y")]

    assert reader.asked == ["whole", "whole", "head", "head", "head"]
    assert [answer.headers.get("content-encoding", "") for answer in answers] == ["", "gzip", "", "", "gzip"]
    assert answers[0].content == answers[2].content == answers[3].content == rendered.content
    assert answers[1].content == answers[4].content
    reader.close()


def test_a_row_that_changed_is_read_again_and_one_that_went_is_gone(server: Server) -> None:
    page = ProgramPageFactory()
    path = f"/api/v3/pages/{page.pk}/"
    server.get(path)
    reader = Counting()
    fast = Server(FastPath(not_found, reader))
    fast.get(path)

    StoredForm.objects.update(surrogate_key="everything")
    assert fast.get(path).headers["surrogate-key"] == "everything"
    page.title = "Renamed"
    page.save_revision().publish()
    assert fast.get(path).status == 404
    server.get(path)
    assert fast.get(path).json()["title"] == "Renamed"

    assert reader.asked == ["whole", "head", "whole", "head", "whole"]
    reader.close()
