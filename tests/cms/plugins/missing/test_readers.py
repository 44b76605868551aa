"""Readers do not get pages of missing types, and get those below them as before."""

import pytest
from django.test import Client
from wagtail.models import Page

from blocks.visibility import is_public_page, public_pages
from tests.cms.ledger.told import Told
from tests.factories.pages import ContentPageFactory, IndexPageFactory, rich_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/workshop/",
        "/api/v2/pages/{pk}/",
        "/api/v2/pages/find/?html_path=/workshop/",
        "/api/v3/pages/{pk}/",
        "/api/v3/pages/{pk}/?fields=title",
        "/api/v3/resolve/?path=/workshop/",
    ],
)
def test_it_is_not_found(client: Client, workshop: Page, address: str) -> None:
    assert client.get(address.format(pk=workshop.pk)).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/sitemap.xml",
        "/api/v2/pages/?limit=50",
        "/api/v2/pages/?search=workshop",
        "/api/v3/pages/?limit=50",
        "/api/v3/pages/?search=workshop",
        "/api/v3/navigation/",
    ],
)
def test_it_is_in_no_list(client: Client, workshop: Page, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert b"Workshop" not in answer.content
    assert b"/workshop/<" not in answer.content


@pytest.mark.parametrize("address", ["/workshop/child/", "/api/v3/resolve/?path=/workshop/child/"])
def test_a_page_below_it_keeps_its_address(client: Client, workshop: Page, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 200
    assert b"Child" in answer.content
    assert b"Workshop" not in answer.content


def test_a_link_to_it_becomes_text(client: Client, workshop: Page) -> None:
    page = ContentPageFactory(body=[rich_text(f'<a linktype="page" id="{workshop.pk}">the workshop</a>')])

    [block] = client.get(f"/api/v3/pages/{page.pk}/").json()["body"]

    assert block["value"] == "<p>the workshop</p>"


def test_it_does_not_count_as_a_page_below(workshop: Page) -> None:
    index = IndexPageFactory()
    workshop.specific.move(index, "last-child")

    assert not public_pages(Page.objects.filter(pk=workshop.pk)).exists()
    assert not is_public_page(Page.objects.get(pk=workshop.pk))
    assert is_public_page(Page.objects.get(slug="child"))


def test_what_was_stored_of_its_type_before_is_not_stored_any_more(workshop: Page) -> None:
    elsewhere = IndexPageFactory(title="Elsewhere")
    told = Told()

    Page.objects.get(pk=workshop.pk).move(elsewhere, pos="last-child")

    tags = {tag for row in told.rows() for tag in row.tags}
    assert {"pages", "gone_plugin.workshoppage"} <= tags
