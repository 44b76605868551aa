"""The dominant colour of an image, and its tiny version."""

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from cms.media.appearance import Appearance, appearance

Draw = Callable[[Image.Image], None]


def file_of(image: Image.Image, form: str, **options: object) -> BytesIO:
    output = BytesIO()
    image.save(output, form, **options)  # type: ignore[arg-type]
    output.seek(0)
    return output


def tiny(found: Appearance) -> Image.Image:
    scheme, content = found.placeholder.split(",")
    assert scheme == "data:image/webp;base64"
    return Image.open(BytesIO(b64decode(content)))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "AVIF", "GIF"])
def test_the_dominant_colour_covers_most_of_the_image(form: str) -> None:
    image = Image.new("RGB", (1200, 800), "#1d4e89")
    ImageDraw.Draw(image).rectangle((0, 0, 300, 799), fill="#f2a541")

    color = appearance(file_of(image, form)).color

    assert len(color) == 7
    parts = [int(color[place : place + 2], 16) for place in (1, 3, 5)]
    assert all(abs(part - wanted) <= 4 for part, wanted in zip(parts, (0x1D, 0x4E, 0x89), strict=True))


def test_the_placeholder_is_tiny_and_of_the_same_shape() -> None:
    found = appearance(file_of(Image.radial_gradient("L").resize((1200, 800)).convert("RGB"), "JPEG"))

    assert tiny(found).size == (24, 16)
    assert len(found.placeholder) < 600


def test_what_is_transparent_looks_white() -> None:
    found = appearance(file_of(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG"))

    assert found.color == "#ffffff"
    assert min(tiny(found).convert("RGB").getpixel((0, 0))) > 250  # type: ignore[arg-type, type-var]


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "LA"])
def test_every_kind_of_image_is_understood(mode: str) -> None:
    form = "TIFF" if mode == "CMYK" else "PNG"

    assert appearance(file_of(Image.new(mode, (30, 20)), form)).color.startswith("#")


def test_an_image_is_turned_as_its_camera_was() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn

    assert tiny(appearance(file_of(Image.new("RGB", (120, 80)), "JPEG", exif=exif))).size == (16, 24)


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1)])
def test_odd_shapes_are_understood(size: tuple[int, int]) -> None:
    assert appearance(file_of(Image.new("RGB", size, "red"), "PNG")).color == "#ff0000"


def test_the_position_in_the_file_is_kept() -> None:
    file = file_of(Image.new("RGB", (4, 4)), "PNG")
    file.seek(7)

    appearance(file)

    assert file.tell() == 7
    assert not file.closed


@pytest.mark.parametrize("content", [b"", b"no image", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_image_raises_what_callers_expect(content: bytes) -> None:
    with pytest.raises((OSError, SyntaxError, ValueError)):
        appearance(BytesIO(content))
