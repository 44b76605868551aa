"""Making what an image lacks: every rendition, in every format, whatever was uploaded."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images.models import Filter

from blocks.renditions import missing_filters, rendition_references
from cms.media.models import CustomImage, Rendition
from cms.media.preparation import every_image, prepare, prepare_images
from tests.factories.media import ImageFactory, PreparedImageFactory, picture

pytestmark = pytest.mark.django_db


def upload(name: str, form: str, *frames: Image.Image, **options: Any) -> ContentFile[bytes]:
    output = BytesIO()
    frames[0].save(output, form, append_images=frames[1:], **({"save_all": True} if frames[1:] else {}), **options)
    return ContentFile(output.getvalue(), name=name)


def fresh(image: Any) -> Any:
    return CustomImage.objects.get(pk=image.pk)


UPLOADS = {
    "photo.jpg": ("JPEG", Image.new("RGB", (700, 400), "teal")),
    "print.jpg": ("JPEG", Image.new("CMYK", (700, 400))),
    "drawing.png": ("PNG", Image.new("RGBA", (700, 400), (10, 20, 30, 0))),
    "scan.png": ("PNG", Image.new("I;16", (700, 400))),
    "fax.png": ("PNG", Image.new("1", (700, 400))),
    "photo.webp": ("WEBP", Image.new("RGB", (700, 400), "teal")),
    "photo.avif": ("AVIF", Image.new("RGB", (700, 400), "teal")),
    "still.gif": ("GIF", Image.new("P", (700, 400))),
    "dot.png": ("PNG", Image.new("RGB", (1, 1))),
}


@pytest.mark.parametrize("name", UPLOADS)
def test_whatever_may_be_uploaded_can_be_prepared(name: str) -> None:
    form, image = UPLOADS[name]
    uploaded = ImageFactory(file=upload(name, form, image))

    done = prepare(uploaded)

    assert done.problem == ""
    assert done.made == Rendition.objects.count() > 0
    assert missing_filters(fresh(uploaded)) == []
    for rendition in Rendition.objects.all():
        assert Path(rendition.file.path).stat().st_size > 0
        assert rendition.width <= uploaded.width


def test_the_files_are_of_the_formats_that_they_are_offered_as() -> None:
    image = PreparedImageFactory(file=upload("photo.jpg", "JPEG", Image.new("RGB", (700, 400))))

    formats = {rendition.filter_spec: Image.open(rendition.file.path).format for rendition in Rendition.objects.all()}

    assert formats["width-480"] == "JPEG"
    assert formats["width-480|format-webp"] == "WEBP"
    assert formats["width-480|format-avif"] == "AVIF"
    assert len(formats) == image.renditions.count()


def test_an_animated_image_becomes_pictures_of_its_start() -> None:
    frames = [Image.new("RGB", (300, 200), colour) for colour in ("red", "lime", "blue")]
    image = ImageFactory(file=upload("moving.gif", "GIF", *frames))

    assert prepare(image).problem == ""
    card = Image.open(Rendition.objects.get(filter_spec="fill-640x360|format-webp").file.path).convert("RGB")
    assert card.getpixel((5, 5))[0] > 200  # type: ignore[index]
    assert image.color in ("#fe0000", "#ff0000")


def test_preparing_again_makes_nothing() -> None:
    image = PreparedImageFactory()
    made = set(Rendition.objects.values_list("pk", "file"))

    assert prepare(fresh(image)).made == 0
    assert set(Rendition.objects.values_list("pk", "file")) == made


def test_what_an_interrupted_run_made_is_kept() -> None:
    image = ImageFactory()
    image.create_rendition(Filter("fill-640x360"))

    done = prepare(fresh(image))

    assert done.made == Rendition.objects.count() - 1
    assert missing_filters(fresh(image)) == []


def test_a_new_focal_point_makes_new_cuts_and_keeps_the_old_files() -> None:
    image = PreparedImageFactory(file=picture(700, 400))
    before = set(Rendition.objects.values_list("file", flat=True))
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 600, 100, 50, 50
    image.save()

    assert prepare(fresh(image)).made > 0

    assert before < set(Rendition.objects.values_list("file", flat=True))  # addresses that caches know stay good
    assert rendition_references(fresh(image))["card"]["src"].rpartition("/")[2] not in str(before)


def test_an_image_from_before_gets_its_colour_and_placeholder() -> None:
    image = ImageFactory()
    CustomImage.objects.update(color="", placeholder="")

    prepare(fresh(image))

    assert fresh(image).color == "#008080"
    assert fresh(image).placeholder.startswith("data:image/webp;base64,")


@pytest.mark.parametrize("content", [None, b"", b"no image at all"], ids=["gone", "empty", "spoilt"])
def test_a_file_that_cannot_be_read_is_told_and_leaves_others_alone(content: bytes | None) -> None:
    broken, sound = ImageFactory(), ImageFactory()
    if content is None:
        Path(broken.file.path).unlink()
    else:
        Path(broken.file.path).write_bytes(content)

    first, second = prepare_images([broken.pk, sound.pk])

    assert (first.image.pk, first.made) == (broken.pk, 0)
    assert first.problem
    assert (second.problem, missing_filters(fresh(sound))) == ("", [])


def test_an_image_that_is_gone_or_has_no_file_is_passed_over() -> None:
    without_file = ImageFactory()
    CustomImage.objects.update(file="")

    assert prepare_images([without_file.pk, without_file.pk + 1]) == []
    assert list(every_image()) == []


def test_a_file_that_is_replaced_meanwhile_leaves_no_rendition_of_the_old_one() -> None:
    image = ImageFactory(file=picture(100, 60, "red"))
    loaded = fresh(image)
    image.file = picture(100, 60, "blue")
    image.save()

    done = prepare(loaded)

    assert done.image.file.name == image.file.name
    for rendition in Rendition.objects.filter(filter_spec="width-960"):
        assert Image.open(rendition.file.path).convert("RGB").getpixel((5, 5)) == (0, 0, 255)
    assert missing_filters(fresh(image)) == []


def test_an_image_that_is_removed_meanwhile_leaves_nothing() -> None:
    image = ImageFactory()
    loaded = fresh(image)
    type(image).objects.filter(pk=image.pk).delete()

    assert prepare(loaded).problem
    assert not Rendition.objects.exists()


def test_every_image_is_every_image(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.media.preparation.BATCH", 2)
    images = [ImageFactory() for _number in range(5)]

    assert [image.pk for image in every_image()] == [image.pk for image in images]
