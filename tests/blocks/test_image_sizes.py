"""Which renditions an image needs. Everything here is arithmetic; no file is made."""

from typing import Any

import pytest
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from blocks.image_sizes import FORMATS, every_filter_spec, wanted_renditions
from tests.recipes import with_recipes


def image(width: int, height: int, name: str = "photo.jpg", **fields: Any) -> Any:
    return get_image_model()(width=width, height=height, file=name, collection_id=1, **fields)


def original(recipe: str, *size: int) -> tuple[str, ...]:
    return wanted_renditions(image(*size))[recipe]["original"]


def test_a_large_image_has_a_smaller_and_a_larger_size_beside_the_usual() -> None:
    assert original("card", 4000, 3000) == ("fill-320x180", "fill-640x360", "fill-1280x720")
    assert original("content", 4000, 3000) == ("width-480", "width-960", "width-1920")


def test_the_larger_size_stays_within_what_a_screen_shows() -> None:
    assert original("hero", 4000, 3000) == ("fill-800x300", "fill-1600x600", "fill-2400x900")


def test_no_smaller_size_is_made_of_what_is_tiny_already() -> None:
    assert original("thumbnail", 4000, 3000) == ("fill-160x160", "fill-320x320")


def test_an_image_is_never_enlarged() -> None:
    assert original("card", 640, 360) == ("fill-320x180", "fill-640x360")
    assert original("card", 300, 200) == ("fill-640x360",)
    assert original("content", 1000, 700) == ("width-480", "width-960")  # 1000 is not worth a file
    assert original("content", 1300, 700) == ("width-480", "width-960", "width-1920")  # 1300 is


def test_each_size_is_there_in_each_format() -> None:
    sizes = wanted_renditions(image(4000, 3000))["content"]

    assert sizes["avif"] == ("width-480|format-avif", "width-960|format-avif", "width-1920|format-avif")
    assert sizes["webp"] == ("width-480|format-webp", "width-960|format-webp", "width-1920|format-webp")


@pytest.mark.parametrize("form", ["avif", "webp"])
def test_the_format_of_the_upload_is_made_once(form: str) -> None:
    sizes = wanted_renditions(image(4000, 3000, f"photo.{form.upper()}"))["content"]

    assert sizes[form] == sizes["original"] == ("width-480", "width-960", "width-1920")


def test_a_recipe_keeps_its_other_operations() -> None:
    with with_recipes({"poster": "fill-400x600-c80|jpegquality-40|format-jpeg", "half": "scale-50"}):
        wanted = wanted_renditions(image(4000, 3000, "photo.png"))

    assert wanted["poster"] == {
        "original": tuple(f"fill-{size}-c80|jpegquality-40|format-jpeg" for size in ("200x300", "400x600", "800x1200")),
        "avif": tuple(f"fill-{size}-c80|jpegquality-40|format-avif" for size in ("200x300", "400x600", "800x1200")),
        "webp": tuple(f"fill-{size}-c80|jpegquality-40|format-webp" for size in ("200x300", "400x600", "800x1200")),
    }
    assert wanted["half"]["original"] == ("scale-50",)


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (64, 36), (1600, 900), (2000, 2000), (9000, 7000)])
def test_whatever_an_image_needs_is_looked_for(size: tuple[int, int]) -> None:
    looked_for = set(every_filter_spec())

    for name in ("a.jpg", "a.png", "a.avif", "a.webp", "a.gif", "a"):
        for sizes in wanted_renditions(image(*size, name)).values():
            assert set(sizes) == set(FORMATS)
            assert all(looked_for.issuperset(specs) for specs in sizes.values())


@pytest.mark.parametrize("size", [(1, 1), (640, 360), (1601, 901), (9000, 7000)])
def test_sizes_grow_and_stay_within_the_image(size: tuple[int, int]) -> None:
    for sizes in wanted_renditions(image(*size)).values():
        widths = [Filter(spec).get_transform(image(*size)).size[0] for spec in sizes["original"]]
        assert widths == sorted(set(widths))
        assert widths[-1] <= size[0]
