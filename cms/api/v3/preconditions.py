"""``If-Match``: a write of version 3 is carried out only if nobody has changed what its caller has read.

The condition is looked at within the write's transaction, which has waited for its turn (``cms.transactions``): of two
writes with the same ETag, the second finds the state that the first has left. What a successful write answers carries
the new ETag. ``If-None-Match``, of callers who want to replace nothing, is looked at in the same way. Applied to all
operations by ``cms.api.v3.api``; RFC 9110, sections 13.1.1, 13.1.2 and 15.5.13.
"""

import json
import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from ninja import NinjaAPI
from ninja.errors import HttpError
from wagtail.api.v3.errors import problem_response

from cms.api.v3.representations import changed_address, current_etag, current_etags
from cms.errors import ChangedSinceError

__all__ = ["document_preconditions", "matching", "register_changed_since", "with_new_etag"]

ANY = "*"
REPLACES_SOMETHING = "If-None-Match names what is there. Nothing was changed."
CONDITIONS = [
    {
        "in": "header",
        "name": name,
        "required": False,
        "schema": {"type": "string", "title": name, "maxLength": 2_000},
        "description": description,
    }
    for name, description in {
        "If-Match": "ETags of what is to be changed, as they were read. 412 when none of them is the present one.",
        "If-None-Match": "`*`, or ETags: 412 when one of them is the present one. For who wants to replace nothing.",
    }.items()
]
#: What an ETag ends with when its answer was compressed (``cms.delivery.answers``). The state is the same.
ENCODED = re.compile(r'-(?:gz|br)"\Z')
ETAG = {"description": "Stands for the present state; for `If-Match`.", "schema": {"type": "string"}}


def matching(view: Callable[..., Any]) -> Callable[..., Any]:
    """Ninja's decorator of an operation's view: raises ``ChangedSinceError`` where ``If-Match`` does not hold, and
    ``HttpError`` 412 where ``If-None-Match`` does not.

    What is not there for the caller, the view itself answers.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        path = changed_address(request.method, request.path)
        if path is None:
            return view(request, *args, **kwargs)
        wanted = _etags_in(request, "If-Match")
        if wanted is not None:
            is_present = _is_one_of(wanted, request, path)
            if is_present is None:
                view(request, *args, **kwargs)  # what the caller may change without being able to read it is undone
            if not is_present:
                raise ChangedSinceError
        unwanted = _etags_in(request, "If-None-Match", weakly=True)
        if unwanted is not None and _is_one_of(unwanted, request, path):
            raise HttpError(HTTPStatus.PRECONDITION_FAILED, REPLACES_SOMETHING)
        answer = view(request, *args, **kwargs)
        if unwanted == [ANY]:
            raise HttpError(HTTPStatus.PRECONDITION_FAILED, REPLACES_SOMETHING)
        return answer

    return wrapper


def with_new_etag(run: Callable[..., Any]) -> Callable[..., Any]:
    """Ninja's decorator of an operation: the answer of a successful write has the ETag of the state that it made."""

    @wraps(run)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = run(request, *args, **kwargs)
        path = _written_address(request, response)
        etag = current_etag(request, path) if path else None
        if etag:
            response["ETag"] = etag
        return response

    return wrapper


def register_changed_since(api: NinjaAPI) -> None:
    """Answer a condition that does not hold with a problem."""

    @api.exception_handler(ChangedSinceError)
    def changed_since(request: HttpRequest, error: ChangedSinceError) -> HttpResponse:
        return problem_response(status=HTTPStatus.PRECONDITION_FAILED, detail=str(error))


def document_preconditions(document: Any) -> Any:
    """``document`` with the headers of conditions and the ETags of what can be changed on a condition."""
    paths = document["paths"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            address = changed_address(method.upper(), path)
            if address is None or "get" not in paths.get(address, {}):
                continue
            operation.setdefault("parameters", []).extend(CONDITIONS)
            _give_etag(operation["responses"])
            _give_etag(paths[address]["get"]["responses"])
    return document


def _is_one_of(etags: list[str], request: HttpRequest, path: str) -> bool | None:
    """Whether one of ``etags`` names what is at ``path``; ``None`` when nothing is there for the caller."""
    is_present = None
    for etag in current_etags(request, path):
        is_present = etags == [ANY] or etag in etags
        if is_present:
            break
    return is_present


def _etags_in(request: HttpRequest, name: str, weakly: bool = False) -> list[str] | None:
    """The ETags of a header, of whichever encoding, or ``ANY`` alone; ``None`` without the header.

    Raises ``HttpError`` for what holds none.
    """
    value = request.headers.get(name)
    if value is None:
        return None
    tags = [ENCODED.sub('"', tag.removeprefix("W/") if weakly else tag) for tag in parse_etags(value)]
    if not tags:
        raise HttpError(HTTPStatus.BAD_REQUEST, f"{name} must hold ETags as they were answered, in quotes, or '*'.")
    return tags


def _give_etag(responses: dict[Any, Any]) -> None:
    for status in {HTTPStatus.OK, HTTPStatus.CREATED} & responses.keys():
        responses[status].setdefault("headers", {})["ETag"] = ETAG


def _written_address(request: HttpRequest, response: HttpResponse) -> str | None:
    """Where the state is that a write has made: what it changed, or the new object that it answers with."""
    changed = changed_address(request.method, request.path)
    if response.status_code == HTTPStatus.OK:
        return changed
    if response.status_code != HTTPStatus.CREATED:
        return None
    collection = request.path if changed is None else changed.rstrip("/").rpartition("/")[0] + "/"
    key = json.loads(response.content).get("id")
    return None if key is None else f"{collection}{key}/"
