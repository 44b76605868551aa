"""``/api/v3/images/``: our listing and detail, which refuse unknown filters; the rest is Wagtail's."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from wagtail.images.api.v3 import router as stock

from blocks.renditions import shown_images
from cms.api.v3.access import ANYBODY, WRITES
from cms.api.v3.fields import FieldsParameter
from cms.api.v3.file_schemas import ImageSchema
from cms.api.v3.listing import ListParameters, SearchParameters
from cms.api.v3.object_list import Kind

__all__ = ["router"]

KIND = Kind("Image", stock.Image, ImageSchema, (*stock.BASE_IMAGE_READ_FIELDS, "tags"))

router = Router(tags=["images"])


def readable_images(request: HttpRequest) -> Any:
    """Images outside of restricted collections, with the renditions that the API shows."""
    return shown_images(stock.get_images_queryset(request).select_related("collection"))


@router.get(
    "/",
    response=KIND.page,
    url_name="list_images",
    summary="List images",
    operation_id="images_list",
    auth=ANYBODY,
)
def list_images(
    request: HttpRequest,
    filters: Query[KIND.filters],  # type: ignore[name-defined]  # built at run time
    order: Query[KIND.order],  # type: ignore[name-defined]
    search: Query[SearchParameters],
    asked: Query[ListParameters],
) -> Any:
    """Images by their fields, tags and words."""
    return KIND.list(request, readable_images, order.order, asked, search)


@router.get(
    "/{image_id}/",
    response=KIND.detail,
    url_name="detail_image",
    summary="Image detail",
    operation_id="images_detail",
    auth=ANYBODY,
)
def get_image(request: HttpRequest, image_id: int, fields: FieldsParameter = None) -> Any:
    """One image."""
    return KIND.one(get_object_or_404(readable_images(request), pk=image_id), fields)


router.post(
    "/",
    response={201: ImageSchema},
    auth=WRITES,
    url_name="create_image",
    operation_id="images_create",
)(stock.create_image)
router.patch(
    "/{image_id}/",
    response=ImageSchema,
    auth=WRITES,
    url_name="update_image",
    operation_id="images_update",
)(stock.update_image)
router.delete("/{image_id}/", response={204: None}, auth=WRITES, url_name="delete_image", operation_id="images_delete")(
    stock.delete_image
)
