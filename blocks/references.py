"""How an object looks when something else refers to it: a page link, a card, an image, a document.

The typed dictionaries are the contract of both API versions. Each function answers ``None`` for what the public may
not see.
"""

import logging
from typing import Any

from django.conf import settings
from typing_extensions import TypedDict
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from blocks.addresses import page_address
from blocks.visibility import is_public_file, is_public_page
from cms.conf import product_settings

__all__ = [
    "DocumentReference",
    "ImageReference",
    "PageCard",
    "PageReference",
    "RenditionReference",
    "document_reference",
    "image_reference",
    "page_card",
    "page_reference",
    "with_host",
]

logger = logging.getLogger(__name__)


class PageReference(TypedDict):
    """A link to a page. ``type`` is the model's label (``"pages.PilotPage"``), ``url`` is absolute, on the domain of
    its site's frontend; ``path`` is the URL within its site.
    """

    id: int
    type: str
    title: str
    url: str
    path: str


class PageCard(PageReference):
    """A link to a page with the plain text that introduces it, which may be empty."""

    summary: str


class RenditionReference(TypedDict):
    """One size of an image, in pixels."""

    url: str
    width: int
    height: int


class ImageReference(TypedDict):
    """An image. ``width`` and ``height`` are the original's in pixels; ``renditions`` has one entry per recipe
    (``IMAGE_RECIPES``).
    """

    id: int
    title: str
    alt: str
    width: int
    height: int
    renditions: dict[str, RenditionReference]


class DocumentReference(TypedDict):
    """A document to download. ``type`` is the file's extension in lower case, ``size`` is in bytes."""

    id: int
    title: str
    url: str
    type: str
    size: int


def page_reference(page: Page | None) -> PageReference | None:
    """The reference to ``page``; ``None`` when it is not public, belongs to no site or its type is not installed."""
    if page is None or not is_public_page(page) or page.specific_class is None:
        return None
    address = page_address(page)
    if address is None:
        return None
    return PageReference(
        id=page.pk,
        type=page.specific_class._meta.label,
        title=page.title,
        url=address.url,
        path=address.path,
    )


def page_card(page: Page | None) -> PageCard | None:
    """The card of ``page``, whose type decides what introduces it: its summary, else its lede, else what search
    engines are told. To be asked for specific pages; ``None`` as for ``page_reference``.
    """
    reference = page_reference(page)
    if reference is None:
        return None
    texts = (getattr(page, name, "") for name in ("summary", "lede", "search_description"))
    return PageCard(**reference, summary=next(filter(None, texts), ""))


def image_reference(image: Any, alt: str | None = None) -> ImageReference | None:
    """The reference to ``image`` with a rendition per recipe; ``alt`` replaces the image's own description (``""`` is
    decorative). ``None`` when its collection is restricted or its file cannot be read.
    """
    if not is_public_file(image):
        return None
    recipes = product_settings().image_recipes
    try:
        renditions = image.get_renditions(*recipes.values())
    except (SourceImageIOError, InvalidFilterSpecError) as error:
        logger.warning("Image %s cannot be shown: %s", image.pk, error)
        return None
    return ImageReference(
        id=image.pk,
        title=image.title,
        alt=image.description if alt is None else alt,
        width=image.width,
        height=image.height,
        renditions={
            name: RenditionReference(
                url=renditions[spec].full_url,
                width=renditions[spec].width,
                height=renditions[spec].height,
            )
            for name, spec in recipes.items()
        },
    )


def document_reference(document: Any) -> DocumentReference | None:
    """The reference to ``document``; ``None`` when its collection is restricted."""
    if not is_public_file(document):
        return None
    return DocumentReference(
        id=document.pk,
        title=document.title,
        url=with_host(document.url),
        type=document.file_extension.lower(),
        size=document.get_file_size() or 0,
    )


def with_host(url: str) -> str:
    """``url`` of an upload with a host: the installation's own, unless the storage names another."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{url}" if url.startswith("/") else url
