"""Keeping what was made of a file: the rows together with the ledger's, and no file that nobody knows of."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models.signals import post_save
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.images.models import Filter

from cms.ledger.head import latest_number
from cms.ledger.models import Change
from cms.media.models import CustomImage, Rendition
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

CARD = Filter("fill-640x360|format-webp")


def files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT, "images").glob("*") if path.is_file()}


def test_several_renditions_are_one_transaction_with_one_change() -> None:
    image = ImageFactory()
    connection.run_on_commit.clear()  # else this test's one transaction tells of the image once
    before = latest_number()

    made = image.create_renditions(CARD, Filter("width-480"))

    assert {rendition.pk for rendition in made.values()} == set(Rendition.objects.values_list("pk", flat=True))
    assert [(row.object_type, row.action) for row in Change.objects.filter(number__gt=before)] == [
        ("media.CustomImage", "changed")
    ]


def test_the_picture_is_made_before_anybody_has_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    image = ImageFactory()
    asked: list[str] = []
    generate = CustomImage.generate_rendition_file

    def slow(self: Any, *args: Any, **options: Any) -> Any:
        asked.extend(query["sql"] for query in queries.captured_queries)
        return generate(self, *args, **options)

    monkeypatch.setattr(CustomImage, "generate_rendition_file", slow)
    with CaptureQueriesContext(connection) as queries:
        image.create_rendition(CARD)

    assert not any("ledger_head" in sql for sql in asked)
    assert any("ledger_head" in query["sql"] for query in queries.captured_queries)


def test_who_comes_second_gets_the_first_ones_rendition_and_leaves_no_file() -> None:
    image = ImageFactory()
    first = image.create_rendition(CARD)
    kept = files()

    assert image.create_rendition(CARD) == first
    assert files() == kept


def test_a_rendition_that_cannot_be_kept_leaves_neither_row_nor_file() -> None:
    image = ImageFactory()
    kept = files()

    def refuse(**_kwargs: Any) -> None:
        raise RuntimeError("no room")

    post_save.connect(refuse, sender=Rendition)
    try:
        with pytest.raises(RuntimeError, match="no room"):
            image.create_rendition(CARD)
    finally:
        post_save.disconnect(refuse, sender=Rendition)

    assert files() == kept
    assert not Rendition.objects.exists()


def test_the_size_of_a_document_is_found_out_without_a_change() -> None:
    document = get_document_model()(title="Guide", file=ContentFile(b"12345", name="guide.txt"))
    document.save()
    get_document_model().objects.update(file_size=None)
    before = latest_number()

    assert get_document_model().objects.get().get_file_size() == 5

    assert get_document_model().objects.get().file_size == 5
    assert latest_number() == before


def test_the_size_of_an_older_file_is_not_kept_for_a_newer_one() -> None:
    document = get_document_model()(title="Guide", file=ContentFile(b"12345", name="guide.txt"))
    document.save()
    get_document_model().objects.update(file_size=None)
    read_before = get_document_model().objects.get()
    get_document_model().objects.update(file="documents/newer.txt")

    assert read_before.get_file_size() == 5
    assert get_document_model().objects.get().file_size is None


def test_a_document_without_its_file_has_no_size() -> None:
    document = get_document_model()(title="Guide", file=ContentFile(b"12345", name="guide.txt"))
    document.save()
    get_document_model().objects.update(file_size=None, file="documents/gone.txt")

    assert get_document_model().objects.get().get_file_size() is None
