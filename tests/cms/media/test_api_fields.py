"""What both versions of the API say of images and documents."""

import pytest
import pytest_django
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction

from cms.plugins.testing.client import ApiClient
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory, PreparedImageFactory
from tests.factories.pages import ProgramPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["v2", "v3"])
def api(request: pytest.FixtureRequest) -> ApiClient:
    return ApiClient(request.param)


def test_an_image_has_alt_credit_dimensions_and_renditions(api: ApiClient) -> None:
    image = PreparedImageFactory(title="A picture", description="What it shows", credit="Who made it")

    answer = api.json(f"images/{image.pk}/")

    assert (answer["title"], answer["alt"], answer["credit"]) == ("A picture", "What it shows", "Who made it")
    assert (answer["width"], answer["height"]) == (64, 36)
    assert answer["url"] == f"http://testserver{image.file.url}"
    assert set(answer["renditions"]) == {"thumbnail", "card", "content", "hero"}
    for rendition in answer["renditions"].values():
        addresses = [rendition["src"], *(srcset.split()[0] for srcset in rendition["srcset"].values())]
        assert len({address.rpartition(".")[2] for address in addresses}) == 3
        for address in addresses:
            assert address.startswith("http://testserver/media/images/")
            assert default_storage.exists(address.removeprefix("http://testserver/media/"))


def test_an_image_tells_its_colour_and_what_must_stay_in_sight(api: ApiClient) -> None:
    image = ImageFactory(focal_point_x=20, focal_point_y=10, focal_point_width=8, focal_point_height=6)

    answer = api.json(f"images/{image.pk}/")

    assert answer["focal_point"] == {"x": 20, "y": 10, "width": 8, "height": 6}
    assert answer["color"] == "#008080"
    assert answer["placeholder"].startswith("data:image/webp;base64,")


def test_an_image_reads_alike_in_a_relation_and_by_itself(api: ApiClient) -> None:
    image = PreparedImageFactory()
    page = ProgramPageFactory(social_image=image)

    by_itself, related = api.json(f"images/{image.pk}/"), api.page(page)["social_image"]

    assert related == {name: by_itself[name] for name in related}


def test_an_image_whose_file_is_gone_costs_nothing_but_itself(api: ApiClient) -> None:
    image = ImageFactory()
    default_storage.delete(image.file.name)

    shown = api.json(f"images/{image.pk}/")

    assert {rendition["src"] for rendition in shown["renditions"].values()} == {shown["url"]}
    assert image.pk in {item["id"] for item in api.items("images/", **listing_fields(api))}
    assert api.page(ProgramPageFactory(social_image=image))["social_image"]["renditions"] == shown["renditions"]


def test_an_image_without_a_file_is_not_there(api: ApiClient) -> None:
    image = ImageFactory()
    type(image).objects.update(file="")

    assert api.get(f"images/{image.pk}/").status_code == 404
    assert api.items("images/", **listing_fields(api)) == []
    assert api.page(ProgramPageFactory(social_image=image))["social_image"] is None


def test_a_private_image_has_no_renditions_either(api: ApiClient) -> None:
    restricted = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")
    image = PreparedImageFactory(collection=restricted)
    page = ProgramPageFactory(social_image=image, body=[{"type": "image", "value": {"image": image.pk}}])

    assert api.get(f"images/{image.pk}/").status_code == 404
    assert "/media/" not in api.get(f"pages/{page.pk}/").content.decode()


def listing_fields(api: ApiClient) -> dict[str, str]:
    return {"fields": "*"} if api.version == "v2" else {}


def test_a_document_has_its_address_type_and_size(api: ApiClient) -> None:
    document = DocumentFactory(file=ContentFile(b"a,b\n", name="Overview.CSV"))

    answer = api.json(f"documents/{document.pk}/")

    assert answer["url"] == f"http://testserver{document.url}"
    assert answer["meta"]["download_url"] == answer["url"]
    assert (answer["file_type"], answer["size"]) == ("csv", 4)


def test_a_document_whose_file_is_gone_has_no_size(api: ApiClient) -> None:
    document = DocumentFactory(file_size=None)
    default_storage.delete(document.file.name)
    type(document).objects.update(file_size=None)

    assert api.json(f"documents/{document.pk}/")["size"] is None


def test_addresses_of_another_storage_stay_as_they_are(api: ApiClient, settings: pytest_django.Settings) -> None:
    image = ImageFactory()
    settings.MEDIA_URL = "https://files.example.org/"

    assert api.json(f"images/{image.pk}/")["url"] == f"https://files.example.org/{image.file.name}"


def test_tags_are_listed_and_found(api: ApiClient) -> None:
    people, places = ImageFactory(), ImageFactory()
    people.tags.add("people", "canberra")
    places.tags.add("places")

    assert set(api.json(f"images/{people.pk}/")["meta"]["tags"]) == {"people", "canberra"}
    assert api.ids("images/", tags="people") == {people.pk}
    assert api.ids("images/", tags="places") == {places.pk}


def test_the_credit_can_be_edited() -> None:
    assert "credit" in get_image_model().admin_form_fields
