"""``/api/v3/schema/``: Wagtail's list of content types and their JSON Schemas, typed in the document."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field
from wagtail.api.v3.routers import schema as stock

from cms.api.v3.access import READS_DRAFTS
from pages.serializers import Json

__all__ = ["router"]

router = Router(tags=["schema"])


class TypeSchemas(Schema):
    """The JSON Schemas of one content type: what is read, what is sent to make one, and what to change one."""

    read: dict[str, Json] = Field(...)
    create: dict[str, Json] = Field(...)
    patch: dict[str, Json] = Field(...)


router.get(
    "/",
    response=stock.ContentTypeListSchema,
    url_name="list_schemas",
    summary="List registered content types",
    operation_id="schema_list",
    auth=READS_DRAFTS,
)(stock.list_schemas)


@router.get(
    "/{type_name}/",
    response=TypeSchemas,
    url_name="get_schema_for_type",
    summary="Schemas for a content type",
    operation_id="schema_detail",
    auth=READS_DRAFTS,
)
def get_schema_for_type(request: HttpRequest, type_name: str) -> Any:
    """Where a type is not read, made or changed through the API, its schema says no more than that."""
    return stock.get_schema_for_type(request, type_name)
