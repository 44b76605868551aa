"""Every endpoint of both versions, as the tests of bounds, methods and access go through them.

Version 3's are read from its OpenAPI document, so that a new one is never forgotten; version 2 has no document.
"""

from dataclasses import dataclass
from typing import Any

from cms.api.v3.api import api

__all__ = ["V2", "Endpoint", "endpoints", "v3_endpoints"]

KINDS = ("pages", "images", "documents", "redirects")
V2 = [f"/api/v2/{kind}/{rest}" for kind in KINDS for rest in ("", "{id}/", "find/")]
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Endpoint:
    """One path with a method. ``operation`` is its part of the OpenAPI document; of version 2, it is empty."""

    method: str
    path: str
    operation: Any

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def url(self, **values: Any) -> str:
        """The path with its placeholders filled in: those that end in ``id`` with 1 unless told otherwise."""
        names = [part[1:-1] for part in self.path.split("/") if part.startswith("{")]
        known = {"type": "pages.ProgramPage", "type_name": "pages.ProgramPage", "pk": 1}
        return self.path.format(**{name: values.get(name, known.get(name, 1)) for name in names})


def v3_endpoints() -> list[Endpoint]:
    """Those in the OpenAPI document."""
    paths = api.get_openapi_schema(path_prefix="/api/v3/")["paths"]
    return [
        Endpoint(method, path, operation)
        for path, operations in sorted(paths.items())
        for method, operation in operations.items()
    ]


def endpoints() -> list[Endpoint]:
    """Those of both versions, and the document itself."""
    return [
        *(Endpoint("get", path, {}) for path in V2),
        Endpoint("get", "/api/v3/openapi.json", {}),
        *v3_endpoints(),
    ]
