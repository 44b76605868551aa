"""What changes between the rendering of an answer and its storing: nothing that is kept is stale."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
import pytest_django
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from cms.delivery.models import StoredAnswer
from cms.delivery.verify import differences
from cms.ledger.head import writing
from tests.at_once import at_once
from tests.cms.delivery.server import Server
from tests.factories.pages import ProgramPageFactory

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.urls("cms.urls")]

GetResponse = Callable[[HttpRequest], HttpResponse]
LONGEST = 60.0  # seconds

#: What is done once between rendering and storing.
interruptions: list[Callable[[], Any]] = []


def interrupted(get_response: GetResponse) -> GetResponse:
    """A middleware that has ``interruptions`` happen when an answer is rendered."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        while interruptions:
            interruptions.pop()()
        return response

    return answer


@pytest.fixture(autouse=True)
def middleware(settings: pytest_django.Settings) -> None:
    """Within the store's middleware and around all others. Before ``server``, which is made of these settings."""
    outermost, *others = settings.MIDDLEWARE
    settings.MIDDLEWARE = [outermost, f"{__name__}.{interrupted.__name__}", *others]


def rename(page: Page) -> None:
    with writing():
        page.title = "After"
        page.save_revision().publish()


def test_what_was_rendered_before_a_change_is_not_stored_after_it(server: Server) -> None:
    page = ProgramPageFactory(title="Before")
    interruptions.append(lambda: at_once(lambda: rename(page)))

    first, *later = [server.get(f"/api/v3/pages/{page.pk}/") for _time in range(3)]

    assert first.json()["title"] == "Before"
    assert [(answer.json()["title"], answer.from_store) for answer in later] == [("After", False), ("After", True)]


def test_what_is_rendered_while_somebody_writes_is_not_stored(server: Server) -> None:
    page = ProgramPageFactory(title="Before")
    written, answered = threading.Event(), threading.Event()

    def rename_slowly() -> None:
        with writing():
            rename(page)
            written.set()
            assert answered.wait(LONGEST)

    def read() -> None:
        interruptions.append(lambda: written.wait(LONGEST))
        server.get(f"/api/v3/pages/{page.pk}/")
        server.close_reader()
        answered.set()

    at_once(rename_slowly, read)

    assert not StoredAnswer.objects.exists()
    assert not list(differences())
    assert server.get(f"/api/v3/pages/{page.pk}/").json()["title"] == "After"
