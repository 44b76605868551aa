"""How pages, images and documents look when something refers to them."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import CollectionViewRestriction, Page

from blocks.recipes import image_recipes
from blocks.references import document_reference, image_reference, page_card, page_reference, with_host
from cms.media.models import Rendition
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory, PreparedImageFactory
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
    image = PreparedImageFactory(title="Desk", description="Two people at a desk", credit="Drawn by Kim")

    reference = image_reference(image)

    assert {key: value for key, value in reference.items() if key not in ("placeholder", "renditions")} == {
        "id": image.pk,
        "title": "Desk",
        "alt": "Two people at a desk",
        "credit": "Drawn by Kim",
        "width": 64,
        "height": 36,
        "focal_point": None,
        "color": "#008080",
    }
    assert reference["placeholder"].startswith("data:image/webp;base64,")
    assert set(reference["renditions"]) == set(image_recipes())
    assert reference["renditions"]["content"]["src"].startswith("http://testserver/media/images/")


def test_an_image_tells_what_must_stay_in_sight() -> None:
    image = ImageFactory(focal_point_x=20, focal_point_y=10, focal_point_width=8, focal_point_height=6)

    assert image_reference(image)["focal_point"] == {"x": 20, "y": 10, "width": 8, "height": 6}


def test_what_is_not_known_of_an_image_is_null() -> None:
    reference = image_reference(ImageFactory.build(pk=1, color="", placeholder="", collection_id=1))

    assert (reference["color"], reference["placeholder"]) == (None, None)


def test_an_empty_alt_text_is_a_decision() -> None:
    image = ImageFactory(description="Two people at a desk")

    assert image_reference(image, alt="")["alt"] == ""
    assert image_reference(image, alt="A desk")["alt"] == "A desk"


def test_referring_to_an_image_makes_no_rendition() -> None:
    image_reference(ImageFactory())

    assert not Rendition.objects.exists()


def test_an_image_without_a_file_has_no_reference() -> None:
    image = ImageFactory()
    image.file = ""

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
