"""When images are prepared: after an upload, after a change, after a page is published, and when one lacks something.

Connected by ``cms.media.apps``.
"""

from functools import partial
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import transaction
from django.db.models.signals import post_save
from wagtail.images import get_image_model
from wagtail.signals import page_published

from blocks.renditions import renditions_missing
from cms.media import tasks

__all__ = ["connect"]

#: Saving other columns alone changes no rendition.
WHAT_RENDITIONS_SHOW = frozenset({"file", *(f"focal_point_{part}" for part in ("x", "y", "width", "height"))})


def connect() -> None:
    """Connect everything, once."""
    post_save.connect(image_saved, sender=get_image_model(), dispatch_uid="cms.media.image_saved")
    page_published.connect(page_was_published, dispatch_uid="cms.media.page_was_published")
    renditions_missing.connect(something_is_missing, dispatch_uid="cms.media.something_is_missing")
    request_started.connect(request_begins, dispatch_uid="cms.media.request_begins")
    request_finished.connect(request_ends, dispatch_uid="cms.media.request_ends")


def image_saved(instance: Any, raw: bool, update_fields: frozenset[str] | None, **_kwargs: Any) -> None:
    """Ask for the renditions of an image that is new or looks different."""
    if raw or (update_fields is not None and not WHAT_RENDITIONS_SHOW & set(update_fields)):
        return
    tasks.forget_asking(instance.pk)
    transaction.on_commit(partial(tasks.ask_for_images, [instance.pk]), robust=True)


def page_was_published(instance: Any, **_kwargs: Any) -> None:
    """Ask for the renditions of the images of a page that the public can now see."""
    transaction.on_commit(partial(tasks.prepare_images_of_page.enqueue, instance.pk), robust=True)


def something_is_missing(image: Any, **_kwargs: Any) -> None:
    """Ask for what a response had to do without. Outside of a request nobody is waiting for it."""
    if tasks.is_in_request() and not tasks.was_asked_for(image):
        tasks.ask_for_images([image.pk])


def request_begins(**_kwargs: Any) -> None:
    """Collect from here on."""
    tasks.begin_request()


def request_ends(**_kwargs: Any) -> None:
    """The response is sent."""
    tasks.end_request()
