"""Images."""

from typing import Any

import pytest
from wagtail.models import CollectionViewRestriction

from tests.blocks.bodies import errors_of, in_api, in_html
from tests.factories.media import CollectionFactory, ImageFactory, PreparedImageFactory, picture
from tests.recipes import with_recipes

pytestmark = pytest.mark.django_db


def image_value(image: Any, **fields: Any) -> dict[str, Any]:
    return {"image": image.pk, "alt_text": "", "decorative": False, "caption": "", "credit": "", **fields}


@pytest.mark.parametrize(
    ("fields", "alt"),
    [
        ({"alt_text": "A map"}, "A map"),
        ({}, "What the library says"),
        ({"decorative": True}, ""),
        ({"decorative": True, "alt_text": "left over"}, ""),
    ],
    ids=["the page's", "the image's own", "decorative", "decorative in any case"],
)
def test_the_alt_text_is_the_pages_or_the_images_own_or_empty_when_decorative(fields: dict[str, Any], alt: str) -> None:
    value = image_value(ImageFactory(description="What the library says"), **fields)

    assert in_api("image", value)["image"]["alt"] == alt
    assert in_html("image", value).img["alt"] == alt


@pytest.mark.parametrize(
    ("description", "fields", "problem"),
    [
        ("", {}, "alt_text"),
        ("", {"alt_text": "A map"}, None),
        ("", {"decorative": True}, None),
        ("A map", {}, None),
        ("", {"decorative": True, "alt_text": "A map"}, "decorative"),
    ],
    ids=["nothing", "the page's", "decorative", "the image's own", "both"],
)
def test_an_image_needs_an_alt_text_or_is_decorative(
    description: str, fields: dict[str, Any], problem: str | None
) -> None:
    value = image_value(ImageFactory(description=description), **fields)

    errors = errors_of("image", value)

    assert (list(errors["blockErrors"]) if errors else None) == ([problem] if problem else None)
    assert errors_of("image", value, draft=True) is None


def test_the_api_tells_caption_and_credit() -> None:
    image = ImageFactory(credit="Drawn by the team, CC BY 4.0")

    of_the_library = in_api("image", image_value(image, caption="The room"))
    of_the_page = in_api("image", image_value(image, credit="A visitor"))

    assert (of_the_library["caption"], of_the_library["credit"]) == ("The room", "Drawn by the team, CC BY 4.0")
    assert of_the_page["credit"] == "A visitor"


def test_caption_and_credit_are_shown_under_the_image() -> None:
    html = in_html("image", image_value(ImageFactory(credit="Team"), caption="The room"))

    assert html.select_one("figure figcaption").get_text() == "The room Image: Team"


def test_a_page_offers_an_image_in_its_sizes_and_formats() -> None:
    html = in_html("image", image_value(PreparedImageFactory(file=picture(1400, 800))))

    offered = {source["type"]: source["srcset"].count(", ") + 1 for source in html.select("picture source")}
    assert offered == {"image/avif": 3, "image/webp": 3}
    assert html.img["src"] in html.img["srcset"]
    assert html.img["src"].startswith("/media/")  # what the page's own host serves, whatever the host of the admin
    assert (html.img["width"], html.img["height"]) == ("960", "548")


def test_a_page_shows_the_original_until_the_sizes_are_there() -> None:
    image = ImageFactory()

    html = in_html("image", image_value(image))

    assert html.find("source") is None
    assert html.img["src"].endswith(image.file.url)
    assert not image.renditions.exists()


def test_a_page_shows_the_original_where_its_recipe_was_taken_away() -> None:
    image = ImageFactory()

    with with_recipes({"content": None}):
        html = in_html("image", image_value(image))

    assert html.img["src"] == image.file.url


def test_an_image_that_is_not_public_is_neither_served_nor_shown() -> None:
    restricted = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")
    secret = ImageFactory(collection=restricted, credit="Drawn by a witness", title="Secret plan")
    value = image_value(secret, caption="The room")

    assert in_api("image", value) == {"image": None, "decorative": False, "caption": "The room", "credit": ""}
    assert in_html("image", value).img is None
    assert "witness" not in str(in_html("image", value))


def test_a_deleted_image_leaves_nothing() -> None:
    value = {"image": 10**6, "alt_text": "A map", "decorative": False}

    assert in_api("image", value)["image"] is None
    assert in_html("image", value).get_text(strip=True) == ""
