"""``/api/v3/schema/``: Wagtail's list of content types, and the JSON Schemas of what is read and sent of each.

Wagtail knows the schemas that its own operations would take; here they are those that ours do.
"""

import json
from functools import lru_cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema
from pydantic import Field, TypeAdapter
from pydantic.json_schema import JsonSchemaMode
from wagtail.api.v3.registry import registry
from wagtail.api.v3.routers import schema as stock

from cms.api.v3.access import READS_DRAFTS
from cms.api.v3.strict_bodies import strict_type
from cms.api.v3.writing.page_types import page_input, writable_models
from pages.serializers import Json

__all__ = ["router"]

NOT_AVAILABLE: dict[str, Json] = {"description": "Not available."}  # as Wagtail says it

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
    registration = registry.get(type_name)
    if registration is None:
        raise Http404(f"There is no type {type_name[:100]!r}.")
    page_types: dict[str, Any] = {model._meta.label: model for model in writable_models()}
    if type_name in page_types:
        sent = page_input(page_types[type_name])
        create, patch = sent.create, sent.patch
    else:
        create, patch = map(strict_type, (registration.create_schema, registration.patch_schema))
    read: Any = registration.read_schema
    language = get_language()
    return {
        "read": _schema_of(read, "serialization", language),
        "create": _schema_of(create, "validation", language),
        "patch": _schema_of(patch, "validation", language),
    }


@lru_cache(maxsize=256)
def _schema_of(kind: Any, mode: JsonSchemaMode, language: str | None) -> dict[str, Json]:
    """The JSON Schema of a type, with labels and help texts in ``language``, the one that is active."""
    if kind is None:
        return NOT_AVAILABLE
    schema: dict[str, Json] = json.loads(json.dumps(TypeAdapter(kind).json_schema(mode=mode), cls=DjangoJSONEncoder))
    return schema
