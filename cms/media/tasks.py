"""Background work on images, and how to ask for it. The worker of docs/operations.md carries it out.

Called by ``cms.media.receivers``. Within a request, what is asked for is collected and handed over after the response
is sent, so that nobody waits for it, whatever carries it out.
"""

import datetime
import logging
from collections.abc import Iterable
from typing import Any

from asgiref.local import Local
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from cms.media.preparation import prepare_images

__all__ = [
    "abandon_request",
    "ask_for_images",
    "begin_request",
    "end_request",
    "forget_asking",
    "is_in_request",
    "prepare_images_of_page",
    "prepare_images_task",
    "was_asked_for",
]

logger = logging.getLogger(__name__)

BACKEND = "background"  # see cms.settings.background

#: For how long nobody asks a second time. After that, the first task may well be lost.
PATIENCE = datetime.timedelta(hours=1)

_request = Local()


@task(backend=BACKEND)
def prepare_images_task(ids: list[int]) -> None:
    """Make what these images lack."""
    prepare_images(ids)


@task(backend=BACKEND)
def prepare_images_of_page(page_id: int) -> None:
    """Make what the images lack that a page refers to, in its fields and in its body."""
    page = Page.objects.filter(pk=page_id).first()
    if page is not None:
        image_type = ContentType.objects.get_for_model(get_image_model())
        references = ReferenceIndex.get_references_for_object(page).filter(to_content_type=image_type)
        prepare_images({int(image_id) for image_id in references.values_list("to_object_id", flat=True)})


def ask_for_images(ids: Iterable[int]) -> None:
    """Let the worker prepare those of these images that nobody has asked for a short while ago."""
    if is_in_request():
        _request.images.update(ids)
    else:
        _hand_over(set(ids))


def forget_asking(image_id: int) -> None:
    """Let the next who asks for this image be heard: it is another one now."""
    get_image_model()._default_manager.filter(pk=image_id).update(renditions_asked_at=None)


def was_asked_for(image: Any) -> bool:
    """Whether somebody has asked for the renditions of ``image`` a short while ago."""
    asked_at = image.renditions_asked_at
    return asked_at is not None and asked_at > timezone.now() - PATIENCE


def is_in_request() -> bool:
    """Whether this code answers a request."""
    return getattr(_request, "images", None) is not None


def begin_request() -> None:
    """From here on, what is asked for waits for the end of the request."""
    _request.images = set()


def abandon_request() -> None:
    """Forget what a request asked for whose response nobody read to its end: this thread does other work now."""
    _request.images = None


def end_request() -> None:
    """Hand over what was asked for. Never fails: the response is sent already."""
    ids: set[int] = getattr(_request, "images", None) or set()
    abandon_request()
    if not ids:
        return
    try:
        _hand_over(ids)
    except Exception:  # whatever the database or the queue raises
        logger.exception("Renditions of %s images cannot be asked for", len(ids))


def _hand_over(ids: set[int]) -> None:
    now = timezone.now()
    images = get_image_model()._default_manager.filter(pk__in=ids)
    not_asked = Q(renditions_asked_at__isnull=True) | Q(renditions_asked_at__lte=now - PATIENCE)
    if images.filter(not_asked).update(renditions_asked_at=now):  # one of several processes finds them so
        asked = images.filter(renditions_asked_at=now).values_list("pk", flat=True)
        prepare_images_task.enqueue(sorted(asked))
