"""What the API says of an image's renditions, whether they are there or not."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pydantic import TypeAdapter
from wagtail.images.models import Filter

from blocks.recipes import image_recipes
from blocks.renditions import (
    Renditions,
    missing_filters,
    prefetch_renditions,
    rendition_references,
    renditions_missing,
)
from cms.media.models import Rendition
from tests.factories.media import ImageFactory, PreparedImageFactory, picture
from tests.recipes import with_recipes

pytestmark = pytest.mark.django_db


def fresh(image: Any) -> Any:
    return type(image).objects.get(pk=image.pk)


def widths(srcset: str) -> list[int]:
    return [int(candidate.split()[1].removesuffix("w")) for candidate in srcset.split(", ")]


def told_missing(image: Any) -> list[Any]:
    """The images of which something is said to be missing."""
    told = []

    def receive(image: Any, **_kwargs: Any) -> None:
        told.append(image.pk)

    renditions_missing.connect(receive)
    try:
        rendition_references(image)
    finally:
        renditions_missing.disconnect(receive)
    return told


def test_a_prepared_image_has_every_size_in_every_format() -> None:
    image = PreparedImageFactory(file=picture(1400, 800))

    card = rendition_references(fresh(image))["card"]

    assert (card["width"], card["height"]) == (640, 360)
    assert ".fill-640x360." in card["src"]
    for form, suffix in {"avif": ".avif", "webp": ".webp", "original": ".png"}.items():
        assert widths(card["srcset"][form]) == [320, 640, 1280]
        assert all(candidate.split()[0].endswith(suffix) for candidate in card["srcset"][form].split(", "))
    assert told_missing(fresh(image)) == []


def test_without_renditions_the_original_stands_in() -> None:
    image = ImageFactory()

    card = rendition_references(image)["card"]

    address = f"http://testserver{image.file.url}"
    assert card == {
        "src": address,
        "width": 64,
        "height": 36,
        "srcset": {"avif": None, "webp": None, "original": f"{address} 64w"},
    }
    assert told_missing(image) == [image.pk]


def test_the_nearest_rendition_of_the_recipe_stands_in() -> None:
    image = ImageFactory(file=picture(1400, 800))
    for spec in ("fill-320x180", "fill-1280x720|format-avif", "width-480", "width-960|format-webp"):
        image.create_rendition(Filter(spec))

    shown = rendition_references(fresh(image))

    assert ".fill-320x180." in shown["card"]["src"]
    assert (shown["card"]["width"], shown["card"]["height"]) == (320, 180)
    assert widths(shown["card"]["srcset"]["original"]) == [320]
    assert widths(shown["card"]["srcset"]["avif"]) == [1280]
    assert shown["card"]["srcset"]["webp"] is None
    assert ".width-480." in shown["content"]["src"]
    assert widths(shown["content"]["srcset"]["webp"]) == [960]


def test_renditions_of_another_focal_point_do_not_count() -> None:
    image = PreparedImageFactory()
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 5, 5, 4, 4

    missing = missing_filters(image)

    assert missing
    assert all(spec.startswith("fill-") for spec in missing)  # what is not cut stays as it is
    assert rendition_references(image)["card"]["src"] == f"http://testserver{image.file.url}"


def test_other_renditions_are_passed_over() -> None:
    image = ImageFactory()
    Rendition.objects.create(image=image, filter_spec="removed-by-its-plugin", file="a.png", width=1, height=1)
    loaded = type(image).objects.prefetch_related("renditions").get(pk=image.pk)

    assert rendition_references(loaded) == rendition_references(fresh(image))


def test_many_images_are_read_in_one_query_and_copies_share_theirs() -> None:
    images = [PreparedImageFactory() for _ in range(3)]
    loaded = [fresh(image) for image in (*images, images[0])]

    with CaptureQueriesContext(connection) as queries:
        prefetch_renditions([*loaded, None])
        shown = [rendition_references(image) for image in loaded]

    assert len(queries) == 1
    assert shown[0] == shown[3] != shown[1]


def test_the_json_schema_names_the_recipes_of_the_moment() -> None:
    adapter = TypeAdapter(Renditions)

    with with_recipes({"wide": "width-1200"}):
        schema = adapter.json_schema()
        assert schema["required"] == list(schema["properties"]) == [*image_recipes()]
    assert schema["required"][-1] == "wide"
    assert schema["additionalProperties"] is False
    assert adapter.json_schema()["required"] == list(image_recipes())
