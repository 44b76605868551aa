"""How an object looks when something else refers to it: a page link, an image, a document.

The typed dictionaries are the contract of both API versions. Each function answers ``None`` for what the public may
not see.
"""

from typing import Any

from typing_extensions import TypedDict  # pydantic demands this one on Python 3.11

from blocks.visibility import is_public_file, is_public_page
from cms.conf import product_settings

__all__ = [
    "DocumentReference",
    "ImageReference",
    "PageReference",
    "RenditionReference",
    "document_reference",
    "image_reference",
    "page_reference",
]


class PageReference(TypedDict):
    """A link to a page. ``type`` is the model's label (``"pages.PilotPage"``), ``url`` is absolute, ``path`` is the
    URL within its site.
    """

    id: int
    type: str
    title: str
    url: str
    path: str


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


def page_reference(page: Any) -> PageReference | None:
    """The reference to ``page`` (a Page or ``None``); ``None`` when it is not public or belongs to no site."""
    if not is_public_page(page):
        return None
    parts = page.get_url_parts()
    if parts is None or parts[1] is None:
        return None
    _site_id, root_url, path = parts
    return PageReference(
        id=page.pk,
        type=page.cached_content_type.model_class()._meta.label,
        title=page.title,
        url=root_url + path,
        path=path,
    )


def image_reference(image: Any, alt: str | None = None) -> ImageReference | None:
    """The reference to ``image`` with a rendition per recipe; ``alt`` replaces the image's own description (``""`` is
    decorative).
    """
    if not is_public_file(image):
        return None
    recipes = product_settings().image_recipes
    renditions = image.get_renditions(*recipes.values())
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
        url=document.full_url,
        type=document.file_extension.lower(),
        size=document.get_file_size() or 0,
    )
