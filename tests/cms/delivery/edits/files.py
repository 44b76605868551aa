"""Edits of images and documents."""

import random

from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from blocks.renditions import missing_filters
from tests.cms.delivery.edits.choosing import WORDS, pick
from tests.factories.media import DocumentFactory, ImageFactory, picture

__all__ = [
    "document",
    "file",
    "image",
    "new_file",
    "no_file",
    "no_rendition",
    "no_tag",
    "rename_tag",
    "rendition",
    "tag_file",
]


def image(chance: random.Random) -> None:
    """Another title, focal point and description of an image."""
    if found := pick(chance, get_image_model().objects.order_by("pk")):
        found.title = f"Picture {chance.randrange(1000)}"
        found.description = chance.choice(WORDS)
        found.focal_point_x, found.focal_point_y = chance.randrange(60), chance.randrange(30)
        found.focal_point_width = found.focal_point_height = 4
        found.save()


def rendition(chance: random.Random) -> None:
    """One more size of an image."""
    if (found := pick(chance, get_image_model().objects.order_by("pk"))) and (specs := sorted(missing_filters(found))):
        found.get_rendition(chance.choice(specs))


def no_rendition(chance: random.Random) -> None:
    """One size less."""
    if found := pick(chance, get_image_model().get_rendition_model().objects.order_by("pk")):
        found.delete()


def tag_file(chance: random.Random) -> None:
    """One more tag of an image or a document, which nobody saves."""
    model = chance.choice([get_image_model(), get_document_model()])
    if found := pick(chance, model.objects.order_by("pk")):
        found.tags.add(f"tag {chance.randrange(1000)}")


def rename_tag(chance: random.Random) -> None:
    """Another name of a tag, for all that have it."""
    if found := pick(chance, Tag.objects.filter(taggit_taggeditem_items__isnull=False).distinct().order_by("pk")):
        found.name = f"tag {chance.randrange(1000, 10**6)}"
        found.save()


def no_tag(chance: random.Random) -> None:
    """One less, of all that have it, of some."""
    tags = Tag.objects.filter(taggit_taggeditem_items__isnull=False).distinct().order_by("pk")
    if tags.count() > 1:
        pick(chance, tags).delete()


def document(chance: random.Random) -> None:
    """Another title of a document."""
    if found := pick(chance, get_document_model().objects.order_by("pk")):
        found.title = f"Paper {chance.randrange(1000)}"
        found.save()


def file(chance: random.Random) -> None:
    """Another picture in place of an image's."""
    if found := pick(chance, get_image_model().objects.order_by("pk")):
        found.file = picture(chance.randrange(40, 90), 36)
        found.save()


def new_file(chance: random.Random) -> None:
    """One more image or document."""
    chance.choice([ImageFactory, DocumentFactory])(title=f"New {chance.choice(WORDS)}")


def no_file(chance: random.Random) -> None:
    """One less, of some."""
    model = chance.choice([get_image_model(), get_document_model()])
    if model.objects.count() > 1:
        pick(chance, model.objects.order_by("pk")).delete()
