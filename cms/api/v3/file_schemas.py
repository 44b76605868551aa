"""What version 3 says of images and documents: Wagtail's schemas, with exact types. Read by their routers."""

from typing import Any

from wagtail.api.v3.schemas import BaseSchema
from wagtail.documents.api.v3 import schemas as stock_documents
from wagtail.images.api.v3 import schemas as stock_images

from cms.api.v3.generator import public_generator
from cms.api.v3.precise import precise

__all__ = ["DocumentSchema", "ImageSchema"]


class PublicImageMeta(stock_images.ImageMetaSchema):
    """Beside the image itself: ``download_url`` is the path of the original; null when its file is gone."""

    detail_url: str
    tags: list[str]
    download_url: str | None


class PublicImage(stock_images.ImageSchema):
    """An image, without the fields of its model."""

    id: int
    description: str
    focal_point_x: int | None
    focal_point_y: int | None
    focal_point_width: int | None
    focal_point_height: int | None
    meta: PublicImageMeta


class PublicDocumentMeta(stock_documents.DocumentMetaSchema):
    """Beside the document itself: ``download_url`` is null when its file is gone."""

    detail_url: str
    tags: list[str]
    download_url: str | None


class PublicDocument(stock_documents.DocumentSchema):
    """A document, without the fields of its model."""

    meta: PublicDocumentMeta


def _exact(model: Any, base: type[BaseSchema], name: str) -> Any:
    generator = public_generator()
    built = generator.build_schema(model, name=f"{name}Built", base_class=base, follow_reverse_related=False)
    return precise(generator, model, built, name=name)


ImageSchema: Any = _exact(stock_images.Image, PublicImage, "ImageSchema")
DocumentSchema: Any = _exact(stock_documents.Document, PublicDocument, "DocumentSchema")
