"""``manage.py delivery``: status, warm, rebuild, verify."""

import datetime
import gzip
import io
import time

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page, Site

from cms.delivery.models import StoredAnswer, StoredForm, StoredTag
from cms.delivery.status import status
from cms.delivery.tags import tag_number
from cms.delivery.verify import differences
from cms.delivery.warm import addresses
from cms.ledger.tags import object_tag
from tests.cms.delivery.server import Server
from tests.factories.pages import ProgramPageFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("delivery", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_warm_stores_every_page_by_number_and_by_path(server: Server) -> None:
    pages = [ProgramPageFactory(slug=f"page-{number}") for number in range(3)]

    run("warm")

    assert StoredAnswer.objects.count() == len(list(addresses()))
    host = Site.objects.get().root_url.partition("://")[2]
    for page in pages:
        assert server.get(f"/api/v3/pages/{page.pk}/", host=host).from_store
        assert server.get("/api/v3/resolve/", host=host, path=f"/{page.slug}/").from_store
    assert server.get("/api/v3/navigation/", host=host).from_store


def test_verify_finds_what_was_changed_behind_the_ledgers_back(server: Server) -> None:
    page = ProgramPageFactory(title="As it was")
    run("warm")
    assert "is what would be stored now" in run("verify")

    type(page).objects.filter(pk=page.pk).update(title="Changed by hand")
    with pytest.raises(CommandError, match="differ"):
        run("verify")

    run("rebuild")
    assert "is what would be stored now" in run("verify")
    assert server.get(f"/api/v3/pages/{page.pk}/").json()["title"] == "Changed by hand"


def test_verify_finds_one_form_that_differs(server: Server) -> None:
    page = ProgramPageFactory(complete=True)
    server.get(f"/api/v3/pages/{page.pk}/")
    assert "is what would be stored now" in run("verify")

    StoredForm.objects.filter(encoding="gzip").update(content=gzip.compress(b"{}"))

    with pytest.raises(CommandError, match="1 stored answers differ"):
        run("verify")


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_verify_finds_a_form_that_is_damaged(server: Server, encoding: str) -> None:
    page = ProgramPageFactory(complete=True)
    server.get(f"/api/v3/pages/{page.pk}/")
    form = StoredForm.objects.get(encoding=encoding)
    StoredForm.objects.filter(pk=form.pk).update(content=bytes(form.content)[:40])

    with pytest.raises(CommandError, match="1 stored answers differ"):
        run("verify")


@pytest.mark.parametrize(
    ("damaged", "change"),
    [
        ("headers", {"headers": "Content-Type: text/plain"}),
        ("headers", {"surrogate_key": ""}),
        ("headers", {"etag": "another"}),
        ("lifetime", {"valid_until": None}),
        ("lifetime", {"valid_until": time.time() + 1_000_000}),
    ],
)
def test_verify_finds_what_readers_and_caches_are_told_wrongly(
    server: Server, damaged: str, change: dict[str, object]
) -> None:
    page = ProgramPageFactory(expire_at=timezone.now() + datetime.timedelta(days=1))
    server.get(f"/api/v3/pages/{page.pk}/")
    assert run("verify")

    StoredForm.objects.update(**change)

    [found] = differences()
    assert found.of == [damaged]


def test_verify_finds_an_answer_that_a_change_would_not_remove(server: Server) -> None:
    page = ProgramPageFactory()
    server.get(f"/api/v3/pages/{page.pk}/")

    StoredTag.objects.filter(tag=tag_number(object_tag(Page, page.pk))).delete()

    [found] = differences()
    assert found.of == ["tags"]


def test_verify_leaves_out_what_nobody_gets_any_more(server: Server) -> None:
    page = ProgramPageFactory()
    server.get(f"/api/v3/pages/{page.pk}/")

    StoredForm.objects.update(content=b"{}", valid_until=time.time() - 1)

    assert list(differences()) == []


def test_verify_counts_no_reader(server: Server) -> None:
    page = ProgramPageFactory()
    server.get(f"/api/v3/pages/{page.pk}/")
    before = status()

    run("verify")

    assert (status().misses, status().entries) == (before.misses, before.entries)


def test_verify_says_what_it_did_not_compare(server: Server) -> None:
    page = ProgramPageFactory()
    server.get(f"/api/v3/pages/{page.pk}/")
    assert "Not compared" not in run("verify")

    for form in StoredForm.objects.all():
        StoredForm.objects.filter(pk=form.pk).update(key=f"another {form.key.partition(' ')[2]}")

    assert "Not compared: 1 of other code or other settings" in run("verify")


def test_status_tells_what_is_held_and_served(server: Server) -> None:
    page = ProgramPageFactory()
    for _reader in range(3):
        server.get(f"/api/v3/pages/{page.pk}/")

    text, metrics = run("status"), run("status", "--format", "prometheus")

    assert "entries 1" in text
    assert "# TYPE cms_delivery_entries gauge\ncms_delivery_entries 1\n" in metrics
    assert f"cms_delivery_bytes {StoredAnswer.objects.get().size}\n" in metrics


def test_without_a_store_only_the_status_is_told(db: None) -> None:
    assert "entries 0" in run("status")
    with pytest.raises(CommandError, match="DELIVERY_STORE"):
        run("verify")
