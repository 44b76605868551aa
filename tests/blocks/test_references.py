"""How pages, images and documents look when something refers to them."""

from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import CollectionViewRestriction, Page

from blocks.references import document_reference, image_reference, page_card, page_reference, with_host
from cms.conf import product_settings
from cms.media.models import Rendition
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, ProgramPageFactory
from tests.factories.sites import SiteFactory, default_home

pytestmark = pytest.mark.django_db


def test_a_page_tells_its_type_title_and_urls() -> None:
    page = ProgramPageFactory(title="Women in IT")

    expected = {
        "id": page.pk,
        "type": "pages.ProgramPage",
        "title": "Women in IT",
        "url": f"{default_home().get_site().root_url}/women-in-it/",
        "path": "/women-in-it/",
    }
    assert page_reference(page) == expected
    assert page_reference(Page.objects.get(pk=page.pk)) == expected


def test_a_page_of_another_site_has_that_sites_address() -> None:
    site = SiteFactory(hostname="two.example.org")
    page = ContentPageFactory(parent=site.root_page, title="Guides")

    assert page_reference(page)["url"] == "http://two.example.org/guides/"


def test_a_page_that_is_not_public_or_of_no_site_or_of_no_type_has_no_reference() -> None:
    draft = ContentPageFactory(live=False)
    stray = ContentPageFactory(parent=Page.get_first_root_node())
    of_a_removed_plugin = ContentPageFactory().page_ptr
    of_a_removed_plugin.content_type = ContentType.objects.create(app_label="removed", model="glossarypage")

    assert [page_reference(page) for page in (None, draft, stray, of_a_removed_plugin)] == [None] * 4


def test_a_card_introduces_the_page_by_its_summary_then_its_lede_then_what_search_engines_get() -> None:
    texts = {"summary": "Summary", "lede": "Lede", "search_description": "Search"}

    assert page_card(ContentPageFactory(**texts))["summary"] == "Summary"
    assert page_card(ContentPageFactory(**{**texts, "summary": ""}))["summary"] == "Lede"
    assert page_card(ContentPageFactory(search_description="Search"))["summary"] == "Search"
    assert page_card(ContentPageFactory())["summary"] == ""
    assert page_card(ContentPageFactory(live=False)) is None


def test_an_image_has_a_rendition_for_each_recipe() -> None:
    image = ImageFactory(title="Desk", description="Two people at a desk")

    reference = image_reference(image)

    assert {key: reference[key] for key in ("id", "title", "alt", "width", "height")} == {
        "id": image.pk,
        "title": "Desk",
        "alt": "Two people at a desk",
        "width": 64,
        "height": 36,
    }
    assert set(reference["renditions"]) == set(product_settings().image_recipes)
    assert reference["renditions"]["content"]["url"].startswith("http://testserver/media/images/")


def test_an_empty_alt_text_is_a_decision() -> None:
    image = ImageFactory(description="Two people at a desk")

    assert image_reference(image, alt="")["alt"] == ""
    assert image_reference(image, alt="A desk")["alt"] == "A desk"


def test_renditions_are_made_once() -> None:
    image = ImageFactory()

    first = image_reference(image)
    made = set(Rendition.objects.values_list("pk", flat=True))
    again = image_reference(type(image).objects.get(pk=image.pk))

    assert again == first
    assert set(Rendition.objects.values_list("pk", flat=True)) == made


def test_an_image_whose_file_is_gone_has_no_reference() -> None:
    image = ImageFactory()
    Path(image.file.path).unlink()

    assert image_reference(image) is None


def test_files_in_a_restricted_collection_have_no_reference() -> None:
    restricted = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")

    assert image_reference(ImageFactory(collection=restricted)) is None
    assert document_reference(DocumentFactory(collection=restricted)) is None
    assert image_reference(None) is None
    assert document_reference(None) is None


def test_a_document_tells_its_type_and_size() -> None:
    document = DocumentFactory(title="Programs")

    assert document_reference(document) == {
        "id": document.pk,
        "title": "Programs",
        "url": f"http://testserver{document.url}",
        "type": "csv",
        "size": len(b"name,status\nWomen in IT,running\n"),
    }


def test_an_address_of_the_storage_is_kept() -> None:
    assert with_host("https://bucket.example.org/a.png") == "https://bucket.example.org/a.png"
    assert with_host("/media/a.png") == "http://testserver/media/a.png"
