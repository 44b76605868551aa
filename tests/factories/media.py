"""Images and documents, with real files."""

from io import BytesIO

import factory
import wagtail_factories
from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from cms.media.preparation import every_image, prepare

__all__ = [
    "CollectionFactory",
    "DocumentFactory",
    "ImageFactory",
    "PreparedImageFactory",
    "picture",
    "prepare_all_images",
]


def picture(width: int = 64, height: int = 36, colour: str = "teal") -> ContentFile[bytes]:
    """A PNG of one colour."""
    content = BytesIO()
    Picture.new("RGB", (width, height), colour).save(content, "PNG")
    return ContentFile(content.getvalue(), name="picture.png")


class CollectionFactory(wagtail_factories.CollectionFactory):
    """A collection under the root collection."""

    parent = factory.LazyFunction(Collection.get_first_root_node)
    name = factory.Sequence(lambda number: f"Collection {number}")


class ImageFactory(wagtail_factories.ImageFactory):
    """An image in the root collection."""

    class Meta:
        model = get_image_model()

    title = "Two people at a desk"
    description = "Two people at a desk, drawing on paper"
    credit = "Drawn for the tests"
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.LazyFunction(picture)


class PreparedImageFactory(ImageFactory):
    """An image with all of its renditions."""

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def prepared(self, create: bool, extracted: object, **kwargs: object) -> None:
        """Called by factory_boy when the image is saved."""
        assert not prepare(self).problem


def prepare_all_images() -> None:
    """What the worker does: make every rendition that is missing."""
    for image in every_image():
        assert not prepare(image).problem


class DocumentFactory(wagtail_factories.DocumentFactory):
    """A document in the root collection."""

    class Meta:
        model = get_document_model()

    title = "Programs at a glance"
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.LazyFunction(lambda: ContentFile(b"name,status\nWomen in IT,running\n", name="programs.csv"))
