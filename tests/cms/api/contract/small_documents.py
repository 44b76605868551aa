"""Small OpenAPI documents to compare: one operation, with a part of it chosen by the test."""

from typing import Any

__all__ = ["PATH", "carrying", "operation", "paths"]

PATH = "/things/{id}/"
Json = dict[str, Any]


def paths(**components: Any) -> Any:
    """A function that makes a document of ``paths`` with these component schemas."""
    return lambda items: {"openapi": "3.1.0", "paths": items, "components": {"schemas": components}}


def operation(**changed: Any) -> Json:
    """A document of one operation; ``parameters``, ``requestBody``, ``responses``, ``security``, … as given."""
    parts = {"operationId": "things_update", "responses": {"200": {"description": "OK"}}, **changed}
    return paths()({PATH: {"put": parts}})


def carrying(schema: Any, side: str, **components: Any) -> Json:
    """A document whose only operation carries ``schema`` in the body of its request or of its response."""
    content = {"application/json": {"schema": schema}}
    if side == "request":
        parts = {"operationId": "things_update", "requestBody": {"content": content}, "responses": {}}
    else:
        parts = {"operationId": "things_update", "responses": {"200": {"content": content}}}
    return paths(**components)({PATH: {"put": parts}})
