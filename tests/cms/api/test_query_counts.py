"""The number of database queries of a request does not grow with what it serves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from cms.plugins.testing.client import ApiClient
from tests.cms.api.stored_blocks import Targets, stored_blocks
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, IndexPageFactory, ProgramPageFactory, section

pytestmark = pytest.mark.django_db


def image_block() -> dict[str, Any]:
    image = ImageFactory()
    return {
        "type": "image",
        "value": {"image": image.pk, "alt_text": "", "decorative": True, "caption": "", "credit": ""},
    }


def text_block() -> dict[str, Any]:
    page, document = ProgramPageFactory(title="Linked"), DocumentFactory()
    links = f'<a linktype="page" id="{page.pk}">a</a> <a linktype="document" id="{document.pk}">b</a>'
    return {"type": "rich_text", "value": f"<p>{links}</p>"}


def embedding_block() -> dict[str, Any]:
    image = ImageFactory()
    return {"type": "rich_text", "value": f'<embed alt="" embedtype="image" format="left" id="{image.pk}"/>'}


def card_block() -> dict[str, Any]:
    targets = Targets(ProgramPageFactory(title="Card"), ImageFactory(), DocumentFactory())
    return {"type": "cards", "value": stored_blocks(targets)["cards"]}


def documents_block() -> dict[str, Any]:
    targets = Targets(ProgramPageFactory(title="Document"), ImageFactory(), DocumentFactory())
    return {"type": "documents", "value": stored_blocks(targets)["documents"]}


def queries(api: ApiClient, path: str, **parameters: Any) -> int:
    """How many queries a request takes when the renditions are made and nothing is cached."""
    api.json(path, **parameters)
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        api.json(path, **parameters)
    return len(captured)


@pytest.fixture(autouse=True)
def restrictions() -> None:
    """Some, so that they are looked at."""
    PageViewRestriction.objects.create(page=IndexPageFactory(title="Members"), restriction_type="login")
    CollectionViewRestriction.objects.create(collection=CollectionFactory(), restriction_type="login")


@pytest.mark.parametrize(
    "block",
    [image_block, text_block, embedding_block, card_block, documents_block],
    ids=lambda make: make.__name__,
)
def test_a_page_costs_the_same_whatever_its_body_holds(api: ApiClient, block: Callable[[], dict[str, Any]]) -> None:
    few = ContentPageFactory(body=[section("Few", *(block() for _ in range(3)))])
    many = ContentPageFactory(title="Many", body=[section("Many", *(block() for _ in range(60)))])

    assert queries(api, f"pages/{many.pk}/") == queries(api, f"pages/{few.pk}/")


def test_a_page_costs_the_same_whatever_its_sections(api: ApiClient) -> None:
    few = ContentPageFactory(body=[section(f"Part {number}", image_block(), text_block()) for number in range(2)])
    many = ContentPageFactory(
        title="Many", body=[section(f"Part {number}", image_block(), text_block()) for number in range(10)]
    )

    assert queries(api, f"pages/{many.pk}/") == queries(api, f"pages/{few.pk}/")


def test_a_listing_of_pages_costs_the_same_whatever_its_length(api: ApiClient) -> None:
    for number in range(12):
        ProgramPageFactory(title=f"Program {number}")

    assert queries(api, "pages/", limit=12) == queries(api, "pages/", limit=2)


def test_a_listing_with_every_field_costs_the_same_whatever_its_length(v2: ApiClient) -> None:
    for number in range(8):
        ProgramPageFactory(complete=True, title=f"Program {number}")
    asked = {"type": "pages.ProgramPage", "fields": "*"}

    assert queries(v2, "pages/", limit=8, **asked) == queries(v2, "pages/", limit=2, **asked)


def test_a_page_is_rendered_with_few_queries(v3: ApiClient) -> None:
    linked, document = ContentPageFactory(title="Linked"), DocumentFactory()
    links = f'<a linktype="page" id="{linked.pk}">a</a> <a linktype="document" id="{document.pk}">b</a>'
    text = {"type": "rich_text", "value": f"<p>{links}</p>"}
    page = ContentPageFactory(body=[section(f"Part {number}", text, image_block()) for number in range(12)])

    # Two of them look at the ledger, before and after.
    assert queries(v3, f"pages/{page.pk}/") <= 16
    assert queries(v3, f"resolve/?path=/{page.slug}/") <= 17


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_a_listing_of_files_costs_the_same_whatever_its_length(api: ApiClient, kind: str) -> None:
    for _number in range(12):
        {"images": ImageFactory, "documents": DocumentFactory}[kind]().tags.add("people")
    asked = {"fields": "*"} if api.version == "v2" else {}

    assert queries(api, f"{kind}/", limit=12, **asked) == queries(api, f"{kind}/", limit=2, **asked)


def test_a_page_with_everything_takes_few_queries(api: ApiClient) -> None:
    page = ProgramPageFactory(complete=True)

    assert queries(api, f"pages/{page.pk}/") <= 40
