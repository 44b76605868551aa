"""``/api/v3/images/``: our listing and detail, which refuse unknown filters; the rest is Wagtail's."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.pagination import paginate
from wagtail.api.v3.schemas.params import OrderingSchema, SearchSchema
from wagtail.images.api.v3 import router as stock

from blocks.renditions import shown_images
from cms.api.v3.access import ANYBODY, WRITES
from cms.api.v3.bounds import filters_by_field
from cms.api.v3.listing import filter_and_order, search_words
from cms.api.v3.pagination import Window

__all__ = ["router"]

OWN_FIELDS = (*stock.BASE_IMAGE_READ_FIELDS, "tags")
OPERATIONS = frozenset({*OrderingSchema.model_fields, *SearchSchema.model_fields, "limit", "offset"})

router = Router(tags=["images"])


def readable_images(request: HttpRequest) -> Any:
    """Images outside of restricted collections, with the renditions that the API shows."""
    return shown_images(stock.get_images_queryset(request).select_related("collection"))


@router.get(
    "/",
    response=list[stock.ImageDetailSchema],
    url_name="list_images",
    summary="List images",
    operation_id="images_list",
    auth=ANYBODY,
)
@filters_by_field
@paginate(Window, pass_parameter="window")  # noqa: S106  # the name of an argument
def list_images(
    request: HttpRequest, ordering: Query[OrderingSchema], search: Query[SearchSchema], **kwargs: Any
) -> Any:
    """Images by their fields, tags and words."""
    queryset = filter_and_order(request, readable_images(request), OWN_FIELDS, OPERATIONS, ordering, kwargs["window"])
    return search_words(request, queryset, search)


@router.get(
    "/{image_id}/",
    response=stock.ImageDetailSchema,
    url_name="detail_image",
    summary="Image detail",
    operation_id="images_detail",
    auth=ANYBODY,
)
def get_image(request: HttpRequest, image_id: int) -> Any:
    """One image."""
    return get_object_or_404(readable_images(request), pk=image_id)


router.post(
    "/",
    response={201: stock.ImageDetailSchema},
    auth=WRITES,
    url_name="create_image",
    operation_id="images_create",
)(stock.create_image)
router.patch(
    "/{image_id}/",
    response=stock.ImageDetailSchema,
    auth=WRITES,
    url_name="update_image",
    operation_id="images_update",
)(stock.update_image)
router.delete("/{image_id}/", response={204: None}, auth=WRITES, url_name="delete_image", operation_id="images_delete")(
    stock.delete_image
)
