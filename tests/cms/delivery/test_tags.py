"""The tags of an answer name what it shows, and tell nobody of what is hidden."""

from typing import Any

import pytest
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.delivery.models import StoredAnswer
from cms.ledger.head import writing
from cms.ledger.tags import hidden_key
from pages.models import ContentPage
from tests.cms.delivery.server import Server
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, ProgramPageFactory, rich_text
from tests.factories.sites import default_home
from tests.factories.snippets import PracticeFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_an_answer_names_what_it_shows(server: Server) -> None:
    image, document, target = ImageFactory(), DocumentFactory(), ProgramPageFactory()
    page = ContentPageFactory(
        social_image=image,
        body=[rich_text(f'<a linktype="page" id="{target.pk}">x</a> <a linktype="document" id="{document.pk}">y</a>')],
    )

    tags = server.get(f"/api/v3/pages/{page.pk}/").tags

    assert {
        f"page-{page.pk}",
        f"page-{target.pk}",
        f"image-{image.pk}",
        f"document-{document.pk}",
        "everything",
    } <= tags


def test_a_page_that_is_not_public_is_named_so_that_nobody_can_read_it(server: Server) -> None:
    hidden, private = ProgramPageFactory(live=False), ProgramPageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    page = ContentPageFactory(
        body=[rich_text("".join(f'<a linktype="page" id="{each.pk}">x</a>' for each in (hidden, private)))]
    )

    answer = server.get(f"/api/v3/pages/{page.pk}/")

    assert not {f"page-{hidden.pk}", f"page-{private.pk}"} & answer.tags
    assert {hidden_key(f"page-{hidden.pk}"), hidden_key(f"page-{private.pk}")} <= answer.tags
    with writing():
        hidden.save_revision().publish()
    fresh = server.get(f"/api/v3/pages/{page.pk}/")
    assert not fresh.from_store
    assert f"page-{hidden.pk}" in fresh.tags


def test_very_many_objects_become_their_set(server: Server) -> None:
    targets = [ContentPageFactory(slug=f"t-{number}") for number in range(160)]
    page = ContentPageFactory(body=[rich_text("".join(f'<a linktype="page" id="{each.pk}">x</a>' for each in targets))])

    tags = server.get(f"/api/v3/pages/{page.pk}/").tags

    assert "pages" in tags
    assert len(tags) < 20


def test_a_stored_read_asks_the_database_once(server: Server) -> None:
    page = ProgramPageFactory(complete=True)
    server.get(f"/api/v3/pages/{page.pk}/")
    asked: list[str] = []
    reader: Any = server.application.reader
    read = reader._read

    reader._read = lambda sql, number: asked.append(sql) or read(sql, number)  # type: ignore[func-returns-value]
    with connection.execute_wrapper(lambda *_: pytest.fail("Django's connection was used")):
        assert server.get(f"/api/v3/pages/{page.pk}/").from_store

    assert len(asked) == 1
    assert StoredAnswer.objects.count() == 1


def test_a_page_that_comes_to_stand_where_a_redirect_leads_on_from_wins(server: Server) -> None:
    Redirect.objects.create(old_path="/about", redirect_link="https://example.org/")
    assert server.get("/api/v3/resolve/", path="/about").json()["kind"] == "redirect"
    assert server.get("/api/v3/resolve/", path="/about").from_store

    with writing():
        default_home().add_child(instance=ContentPage(title="About", slug="about"))

    assert server.get("/api/v3/resolve/", path="/about").json()["kind"] == "page"


@pytest.mark.parametrize("version", ["v2", "v3"])
def test_a_list_by_a_slug_that_no_snippet_has_so_far_fills(server: Server, version: str) -> None:
    practice, page = PracticeFactory(name="First", slug="first"), ProgramPageFactory()
    with writing():
        page.practices.set([practice])
        page.save()
    query = {"type": "pages.ProgramPage", "practice": "later"}
    for from_store in (False, True):
        answer = server.get(f"/api/{version}/pages/", **query)
        assert (answer.from_store, answer.json()["items"]) == (from_store, [])

    with writing():
        practice.slug = "later"
        practice.save()

    assert [item["id"] for item in server.get(f"/api/{version}/pages/", **query).json()["items"]] == [page.pk]
