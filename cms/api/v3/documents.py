"""``/api/v3/documents/``: our listing and detail, which refuse unknown filters; the rest is Wagtail's."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from ninja.pagination import paginate
from wagtail.api.v3.schemas.params import OrderingSchema, SearchSchema
from wagtail.documents.api.v3 import router as stock

from cms.api.v3.access import ANYBODY, WRITES
from cms.api.v3.bounds import filters_by_field
from cms.api.v3.listing import filter_and_order, search_words
from cms.api.v3.pagination import Window

__all__ = ["router"]

OWN_FIELDS = (*stock.BASE_DOCUMENT_READ_FIELDS, "tags")
OPERATIONS = frozenset({*OrderingSchema.model_fields, *SearchSchema.model_fields, "limit", "offset"})

router = Router(tags=["documents"])


def readable_documents(request: HttpRequest) -> Any:
    """Documents outside of restricted collections."""
    return stock.get_documents_queryset(request).select_related("collection")


@router.get(
    "/",
    response=list[stock.DocumentDetailSchema],
    url_name="list_documents",
    summary="List documents",
    operation_id="documents_list",
    auth=ANYBODY,
)
@filters_by_field
@paginate(Window, pass_parameter="window")  # noqa: S106  # the name of an argument
def list_documents(
    request: HttpRequest, ordering: Query[OrderingSchema], search: Query[SearchSchema], **kwargs: Any
) -> Any:
    """Documents by their fields, tags and words."""
    queryset = filter_and_order(
        request, readable_documents(request), OWN_FIELDS, OPERATIONS, ordering, kwargs["window"]
    )
    return search_words(request, queryset, search)


@router.get(
    "/{document_id}/",
    response=stock.DocumentDetailSchema,
    url_name="detail_document",
    summary="Document detail",
    operation_id="documents_detail",
    auth=ANYBODY,
)
def get_document(request: HttpRequest, document_id: int) -> Any:
    """One document."""
    return get_object_or_404(readable_documents(request), pk=document_id)


router.post(
    "/",
    response={201: stock.DocumentDetailSchema},
    auth=WRITES,
    url_name="create_document",
    operation_id="documents_create",
)(stock.create_document)
router.patch(
    "/{document_id}/",
    response=stock.DocumentDetailSchema,
    auth=WRITES,
    url_name="update_document",
    operation_id="documents_update",
)(stock.update_document)
router.delete(
    "/{document_id}/",
    response={204: None},
    auth=WRITES,
    url_name="delete_document",
    operation_id="documents_delete",
)(stock.delete_document)
