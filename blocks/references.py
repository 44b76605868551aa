"""How an object looks when something else refers to it: a page link, a card, an image, a document.

The typed dictionaries are the contract of both API versions. Each function answers ``None`` for what the public may
not see.
"""

from typing import Any

from typing_extensions import TypedDict
from wagtail.models import Page

from blocks.addresses import page_address
from blocks.renditions import Renditions, rendition_references, with_host
from blocks.visibility import is_public_file, is_public_page

__all__ = [
    "DocumentReference",
    "FocalPoint",
    "ImageReference",
    "PageCard",
    "PageReference",
    "document_reference",
    "focal_point",
    "image_reference",
    "page_card",
    "page_reference",
    "with_host",
]


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


class FocalPoint(TypedDict):
    """What must stay in sight when an image is cut: a rectangle of ``width`` by ``height`` around the point ``x``,
    ``y``, in pixels of the original.
    """

    x: int
    y: int
    width: int
    height: int


class ImageReference(TypedDict):
    """An image. ``width`` and ``height`` are the original's in pixels; ``color`` is its dominant colour
    (``"#1d4e89"``), ``placeholder`` a tiny version of it as a ``data:`` address, both ``null`` until they are known;
    ``renditions`` has one entry per recipe.
    """

    id: int
    title: str
    alt: str
    credit: str
    width: int
    height: int
    focal_point: FocalPoint | None
    color: str | None
    placeholder: str | None
    renditions: Renditions


class DocumentReference(TypedDict):
    """A document to download. ``type`` is the file's extension in lower case, ``size`` is in bytes."""

    id: int
    title: str
    url: str
    type: str
    size: int


def page_reference(page: Page | None) -> PageReference | None:
    """The reference to ``page``; ``None`` when it is not public, belongs to no site or its type is not installed."""
    if page is None or not is_public_page(page):
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
    decorative). ``None`` when its collection is restricted or it has no file.
    """
    if not is_public_file(image) or not image.file:
        return None
    return ImageReference(
        id=image.pk,
        title=image.title,
        alt=image.description if alt is None else alt,
        credit=image.credit,
        width=image.width,
        height=image.height,
        focal_point=focal_point(image),
        color=image.color or None,
        placeholder=image.placeholder or None,
        renditions=rendition_references(image),
    )


def focal_point(image: Any) -> FocalPoint | None:
    """The focal point of ``image``; ``None`` when nobody has set one."""
    if not image.has_focal_point():
        return None
    return FocalPoint(
        x=image.focal_point_x,
        y=image.focal_point_y,
        width=image.focal_point_width,
        height=image.focal_point_height,
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
