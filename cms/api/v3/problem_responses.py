"""The problems that operations of version 3 answer with, in the OpenAPI document. Called by ``cms.api.v3.api``.

What an operation itself declares for a status stays as it is.
"""

from http import HTTPStatus
from typing import Any

from cms.api.problems import PROBLEM_JSON
from cms.api.scopes import Scope

__all__ = ["document_problems", "documented_problems"]

PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "What went wrong (RFC 9457). Some problems have further members.",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "title": "Type"},
        "title": {"type": "string", "title": "Title"},
        "status": {"type": "integer", "title": "Status"},
        "detail": {"type": "string", "title": "Detail"},
        "message": {"type": "string", "title": "Message", "description": "The detail, where version 2 has it."},
        "errors": {"type": "array", "title": "Errors", "items": {"$ref": "#/components/schemas/ProblemError"}},
        "missing_scope": {
            "type": "string",
            "title": "Missing scope",
            "description": "What the token would need.",
            "enum": [str(scope) for scope in Scope],
        },
        "restriction": {
            "type": "string",
            "title": "Restriction",
            "description": "What keeps the caller from a private page.",
            "enum": ["password", "login", "groups"],
        },
        "unlock_url": {
            "type": "string",
            "title": "Unlock url",
            "description": "Where the password of a private page is sent.",
        },
        "latest": {
            "type": "integer",
            "title": "Latest",
            "description": "The number of the last change, where those that were asked for are gone.",
        },
        "kept_after": {
            "type": "integer",
            "title": "Kept after",
            "description": "Changes up to this number are gone.",
        },
    },
}
PROBLEM_ERROR = {
    "title": "ProblemError",
    "description": "What is wrong with one value.",
    "type": "object",
    "required": ["msg"],
    "properties": {
        "loc": {
            "type": "array",
            "title": "Loc",
            "description": "Where the value stands, from the outside in: 'query', 'path' or 'body' first.",
            "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        },
        "msg": {"type": "string", "title": "Msg"},
        "type": {"type": "string", "title": "Type"},
        "ctx": {
            "type": "object",
            "title": "Ctx",
            "description": "What the message is made of: the bound that the value is beyond, for instance.",
            "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
        },
    },
}
ALWAYS = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
WITH_TOKEN = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
WITH_CONTENT = (HTTPStatus.REQUEST_ENTITY_TOO_LARGE,)
WITH_CONDITION = (HTTPStatus.PRECONDITION_FAILED,)


def document_problems(document: Any) -> Any:
    """``document`` with a response for each status of a problem that an operation may answer with."""
    document["components"]["schemas"].update(Problem=PROBLEM, ProblemError=PROBLEM_ERROR)
    for operations in document["paths"].values():
        for operation in operations.values():
            responses = operation["responses"]
            declared = {int(status) for status in responses}
            for status in _statuses(operation):
                if status not in declared:
                    responses[int(status)] = _response(status)
    return document


def documented_problems(*statuses: HTTPStatus) -> dict[str, Any]:
    """What an operation names as its ``openapi_extra`` to document problems that not every operation has."""
    return {"responses": {int(status): _response(status) for status in statuses}}


def _statuses(operation: dict[str, Any]) -> tuple[HTTPStatus, ...]:
    return (
        *ALWAYS,
        *(WITH_TOKEN if operation.get("security") else ()),
        *(WITH_CONTENT if "requestBody" in operation else ()),
        *(WITH_CONDITION if any(each["name"] == "If-Match" for each in operation.get("parameters", ())) else ()),
    )


def _response(status: HTTPStatus) -> dict[str, Any]:
    content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": status.phrase, "content": content}
