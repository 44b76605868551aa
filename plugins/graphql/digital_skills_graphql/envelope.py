"""What a request asks for: a query, its variables, and which of its operations. Called by ``view``."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from cms.api.problems import MalformedRequestError
from cms.api.reading import parse_json

__all__ = ["Asked", "asked_of"]

MEMBERS = frozenset({"query", "variables", "operationName", "extensions"})
JSON = "application/json"
UTF_8 = frozenset({"utf-8", "utf8"})


@dataclass(frozen=True)
class Asked:
    """``query`` is a document of GraphQL, ``operation_name`` names one of its operations."""

    query: str
    variables: dict[str, Any]
    operation_name: str | None


def asked_of(request: HttpRequest, largest: int) -> Asked:
    """What ``request`` asks for, in its query string (GET) or as JSON (POST) of at most ``largest`` bytes.

    Raises ``MalformedRequestError``.
    """
    members = _of_content(request, largest) if request.method == "POST" else _of_address(request)
    if unknown := sorted(members.keys() - MEMBERS):
        raise MalformedRequestError(f"{unknown[0][:100]!r} is not a member of a request of GraphQL")
    query, variables, name = (members.get(key) for key in ("query", "variables", "operationName"))
    if not isinstance(query, str):
        raise MalformedRequestError("query must be a text: what is asked for, in GraphQL")
    if not isinstance(variables, dict | None):
        raise MalformedRequestError("variables must be an object")
    if not isinstance(name, str | None):
        raise MalformedRequestError("operationName must be a text")
    if not isinstance(members.get("extensions"), dict | None):
        raise MalformedRequestError("extensions must be an object")
    return Asked(query, variables or {}, name or None)


def _of_address(request: HttpRequest) -> dict[str, Any]:
    for name, values in request.GET.lists():
        if len(values) > 1:
            raise MalformedRequestError(f"{name[:100]} is there several times")
    members: dict[str, Any] = dict(request.GET.items())
    for name in ("variables", "extensions"):
        if members.get(name):
            members[name] = parse_json(members[name].encode())
        else:
            members.pop(name, None)
    return members


def _of_content(request: HttpRequest, largest: int) -> dict[str, Any]:
    if request.GET:
        raise MalformedRequestError("a query that is posted has no query string")
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if request.content_type != JSON or charset.lower() not in UTF_8:
        raise MalformedRequestError(f"the content must be {JSON}", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if len(request.body) > largest:
        raise MalformedRequestError(f"the content is larger than {largest} bytes", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    members = parse_json(request.body)
    if isinstance(members, list):
        raise MalformedRequestError("several queries at once are not answered: ask for more in one")
    if not isinstance(members, dict):
        raise MalformedRequestError("the content must be an object")
    return members
