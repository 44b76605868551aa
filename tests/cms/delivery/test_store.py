"""What is stored, what readers get of it, and that a change removes it."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor

import brotli  # type: ignore[import-untyped]
import pytest
import pytest_django
from django.db import connection
from wagtail.models import PageViewRestriction

from cms.delivery.answers import FORMS
from cms.delivery.compression import SMALLEST
from cms.delivery.models import StoredAnswer, StoredForm, StoredTag
from cms.delivery.store import clear
from cms.ledger.compaction import changes_compacted
from cms.ledger.head import latest_number, writing
from tests.cms.delivery.server import Server
from tests.factories.pages import ContentPageFactory, ProgramPageFactory, rich_text

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_the_second_reader_gets_the_same_answer_from_the_store(server: Server) -> None:
    page = ProgramPageFactory(complete=True)

    first = server.get(f"/api/v3/pages/{page.pk}/")
    second = server.get(f"/api/v3/pages/{page.pk}/")

    assert (first.status, first.from_store, second.from_store) == (200, False, True)
    assert second.content == first.content
    assert second.headers == first.headers
    assert second.json()["title"] == page.title


def test_publishing_removes_what_shows_the_page(server: Server) -> None:
    target = ProgramPageFactory(title="Old name", slug="target")
    source = ContentPageFactory(body=[rich_text(f'<a linktype="page" id="{target.pk}">x</a>')])
    other = ContentPageFactory()
    for page in (target, source, other):
        server.get(f"/api/v3/pages/{page.pk}/")

    with writing():
        target.slug = "elsewhere"
        target.save_revision().publish()

    assert not server.get(f"/api/v3/pages/{target.pk}/").from_store
    fresh = server.get(f"/api/v3/pages/{source.pk}/")
    assert not fresh.from_store
    assert "/elsewhere/" in fresh.content.decode()
    assert server.get(f"/api/v3/pages/{other.pk}/").from_store


def test_unpublished_and_restricted_pages_are_gone_at_once(server: Server) -> None:
    unpublished, restricted = ProgramPageFactory(), ProgramPageFactory()
    below = ContentPageFactory(parent=restricted)
    for page in (unpublished, restricted, below):
        assert server.get(f"/api/v3/pages/{page.pk}/").status == 200

    with writing():
        unpublished.unpublish()
    with writing():
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")

    assert server.get(f"/api/v3/pages/{unpublished.pk}/").status == 404
    assert server.get(f"/api/v3/pages/{restricted.pk}/").status == 401
    assert server.get(f"/api/v3/pages/{below.pk}/").status == 401


def test_encodings_are_stored(server: Server) -> None:
    page = ProgramPageFactory(complete=True)
    plain = server.get(f"/api/v3/pages/{page.pk}/")
    zipped = server.get(f"/api/v3/pages/{page.pk}/", headers={"Accept-Encoding": "gzip, deflate"})
    brotlied = server.get(f"/api/v3/pages/{page.pk}/", headers={"Accept-Encoding": "gzip, br"})
    refused = server.get(f"/api/v3/pages/{page.pk}/", headers={"Accept-Encoding": "gzip;q=0, br;q=0.0"})

    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert brotlied.headers["content-encoding"] == "br"
    assert brotli.decompress(brotlied.content) == plain.content
    assert refused.content == plain.content
    assert len({plain.headers["etag"], zipped.headers["etag"], brotlied.headers["etag"]}) == 3
    assert "Accept-Encoding" in plain.headers["vary"]


def test_a_short_answer_is_stored_for_readers_of_every_encoding(server: Server) -> None:
    first = server.get("/api/v3/redirects/", headers={"Accept-Encoding": "br"})
    assert len(first.content) < SMALLEST

    for accepted in ("", "gzip", "br", "deflate, gzip;q=0"):
        answer = server.get("/api/v3/redirects/", headers={"Accept-Encoding": accepted})

        assert answer.from_store
        assert answer.content == first.content
        assert "content-encoding" not in answer.headers


def test_all_rows_of_an_answer_come_and_go_together(server: Server) -> None:
    pages = [ProgramPageFactory(complete=True), ContentPageFactory()]
    for page in pages:
        server.get(f"/api/v3/pages/{page.pk}/")
    gone, kept = (StoredAnswer.objects.get(key__contains=f"/pages/{page.pk}/").pk for page in pages)
    assert StoredForm.objects.count() == 2 * len(FORMS)
    assert StoredAnswer.objects.get(pk=gone).size > sum(map(len, StoredForm.objects.values_list("content", flat=True)))

    with writing():
        pages[0].save_revision().publish()

    assert {*StoredForm.objects.values_list("pk", flat=True)} == {kept + form for form in FORMS}
    assert {*StoredTag.objects.values_list("answer_id", flat=True)} == {kept}
    clear()
    assert not StoredForm.objects.exists()
    assert not StoredTag.objects.exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="Only PostgreSQL compresses what it stores.")
def test_what_is_compressed_is_not_compressed_again(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attstorage FROM pg_attribute WHERE attrelid = 'delivery_form'::regclass AND attname = 'content'"
        )
        assert cursor.fetchone()[0] == "e"  # external


@pytest.mark.parametrize("stored", [True, False])
def test_whoever_has_it_gets_304(server: Server, stored: bool) -> None:
    page = ProgramPageFactory()
    etag = server.get(f"/api/v3/pages/{page.pk}/", headers={"Accept-Encoding": "gzip"}).headers["etag"]
    if not stored:
        clear()

    answer = server.get(f"/api/v3/pages/{page.pk}/", headers={"If-None-Match": f'W/"other", {etag}'})

    assert answer.from_store is stored
    assert (answer.status, answer.content) == (304, b"")
    assert server.get(f"/api/v3/pages/{page.pk}/", headers={"If-None-Match": '"other"'}).status == 200


def test_a_credential_is_never_answered_from_the_store(server: Server) -> None:
    page = ProgramPageFactory()
    server.get(f"/api/v3/pages/{page.pk}/")

    answer = server.get(f"/api/v3/pages/{page.pk}/", headers={"Authorization": "Bearer nobody"})

    assert answer.status == 401
    assert not answer.from_store


def test_other_origins_read_what_they_may(server: Server, settings: pytest_django.Settings) -> None:
    page = ProgramPageFactory()
    for _time in range(2):
        allowed = server.get(f"/api/v3/pages/{page.pk}/", headers={"Origin": "https://frontend.example.org"})
        refused = server.get(f"/api/v3/pages/{page.pk}/", headers={"Origin": "https://elsewhere.example.org"})

        assert allowed.headers["access-control-allow-origin"] == "https://frontend.example.org"
        assert "access-control-allow-origin" not in refused.headers
        assert "origin" in refused.headers["vary"].lower()
        assert allowed.headers["access-control-expose-headers"]


def test_many_first_readers_at_once_all_get_the_answer(server: Server) -> None:
    page = ProgramPageFactory(complete=True)
    together = threading.Barrier(6)

    def read(_number: int) -> tuple[int, bytes]:
        together.wait()
        try:
            answer = server.get(f"/api/v3/pages/{page.pk}/")
            return answer.status, answer.content
        finally:
            server.close_reader()
            connection.close()

    for _round in range(3):
        clear()
        with ThreadPoolExecutor(6) as pool:
            answers = set(pool.map(read, range(6)))

        assert len(answers) == 1
        assert next(iter(answers))[0] == 200
        assert StoredAnswer.objects.count() <= 1


def test_a_list_goes_with_the_changes_that_would_follow_it(server: Server) -> None:
    page = ProgramPageFactory()
    first = server.get("/api/v3/documents/").json()["changes"]
    with writing():
        page.save_revision().publish()
    assert server.get("/api/v3/documents/").from_store
    with writing():
        changes_compacted.send(sender=None, kept_after=latest_number())

    again = server.get("/api/v3/documents/")

    assert not again.from_store
    assert again.json()["changes"] > first
