"""Makes what images lack: the renditions of every recipe, the dominant colour, the placeholder.

Slow work: called by the background tasks (``cms.media.tasks``) and by ``manage.py prepare_renditions``, never by a
request. It can be repeated and interrupted anywhere: each rendition is kept as soon as it is made.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.images import get_image_model

from blocks.image_sizes import image_filter
from blocks.renditions import missing_filters, prefetch_renditions
from cms.ledger.changes import Action
from cms.ledger.head import writing
from cms.ledger.objects import record_object
from cms.media.appearance import appearance

__all__ = ["Preparation", "every_image", "prepare", "prepare_images"]

logger = logging.getLogger(__name__)

BATCH = 50
Images = Iterable[Any]


@dataclass(frozen=True, slots=True)
class Preparation:
    """What was done for one image: how many renditions were made, and why others could not be."""

    image: Any
    made: int = 0
    problem: str = ""


def every_image() -> Iterator[Any]:
    """Every image that has a file, with its renditions, a batch of them in memory at a time."""
    images = get_image_model().objects.exclude(file="").order_by("pk")
    last = 0
    while batch := list(images.filter(pk__gt=last)[:BATCH]):
        prefetch_renditions(batch)
        yield from batch
        last = batch[-1].pk


def prepare_images(ids: Iterable[int]) -> list[Preparation]:
    """Prepare the images with these ids, as far as they exist and have a file."""
    images = list(get_image_model().objects.filter(pk__in=list(ids)).exclude(file="").order_by("pk"))
    prefetch_renditions(images)
    return [prepare(image) for image in images]


def prepare(image: Any) -> Preparation:
    """Make what ``image`` lacks. What cannot be made is logged and told, and does not keep the rest from being made."""
    made, problem = 0, ""
    try:
        _complete_appearance(image)
        for spec in missing_filters(image):
            image._add_to_prefetched_renditions(image.create_rendition(image_filter(spec)))
            made += 1
    except Exception as error:  # whatever a codec or a storage raises: one image's trouble is not another's
        problem = str(error) or type(error).__name__
        logger.warning("Image %s (%s) cannot be prepared: %s", image.pk, image.file.name, problem)
    rows = type(image)._default_manager.filter(pk=image.pk)
    if made and not rows.filter(file=image.file.name).exists():  # replaced or removed in the meantime
        with writing():
            image.renditions.filter(pk__in=[rendition.pk for rendition in image.prefetched_renditions]).delete()
        current = rows.first()
        return prepare(current) if current is not None else Preparation(image, 0, "was removed in the meantime")
    if not problem:
        rows.update(renditions_asked_at=None)
    return Preparation(image, made, problem)


def _complete_appearance(image: Any) -> None:
    if image.color:
        return
    with image.open_file() as file:
        image.color, image.placeholder = appearance(file)
    with writing():
        rows = type(image)._default_manager.filter(pk=image.pk, file=image.file.name)
        if rows.update(color=image.color, placeholder=image.placeholder):
            record_object(Action.CHANGED, image)
