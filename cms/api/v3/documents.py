"""``/api/v3/documents/``: our listing and detail, which refuse unknown filters; the rest is Wagtail's."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router
from wagtail.documents.api.v3 import router as stock

from cms.api.v3.access import ANYBODY, WRITES
from cms.api.v3.fields import FieldsParameter
from cms.api.v3.file_schemas import DocumentSchema
from cms.api.v3.listing import ListParameters, SearchParameters
from cms.api.v3.object_list import Kind

__all__ = ["router"]

KIND = Kind("Document", stock.Document, DocumentSchema, (*stock.BASE_DOCUMENT_READ_FIELDS, "tags"))

router = Router(tags=["documents"])


def readable_documents(request: HttpRequest) -> Any:
    """Documents outside of restricted collections."""
    return stock.get_documents_queryset(request).select_related("collection")


@router.get(
    "/",
    response=KIND.page,
    url_name="list_documents",
    summary="List documents",
    operation_id="documents_list",
    auth=ANYBODY,
)
def list_documents(
    request: HttpRequest,
    filters: Query[KIND.filters],  # type: ignore[name-defined]  # built at run time
    order: Query[KIND.order],  # type: ignore[name-defined]
    search: Query[SearchParameters],
    asked: Query[ListParameters],
) -> Any:
    """Documents by their fields, tags and words."""
    return KIND.list(request, readable_documents, order.order, asked, search)


@router.get(
    "/{document_id}/",
    response=KIND.detail,
    url_name="detail_document",
    summary="Document detail",
    operation_id="documents_detail",
    auth=ANYBODY,
)
def get_document(request: HttpRequest, document_id: int, fields: FieldsParameter = None) -> Any:
    """One document."""
    return KIND.one(get_object_or_404(readable_documents(request), pk=document_id), fields)


router.post(
    "/",
    response={201: DocumentSchema},
    auth=WRITES,
    url_name="create_document",
    operation_id="documents_create",
)(stock.create_document)
router.patch(
    "/{document_id}/",
    response=DocumentSchema,
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
