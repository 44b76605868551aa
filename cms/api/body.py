"""Bounds of what a caller may send as the content of a request.

``cms.api.middleware`` bounds its size before anything reads it; ``parse_json`` is version 3's only reader of JSON.
"""

import io
import json
import math
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from cms.api.problems import MalformedRequestError

__all__ = ["LARGEST_JSON", "LARGEST_UPLOAD", "SAFE_METHODS", "bound_body", "parse_json"]

LARGEST_JSON = 2 * 2**20  # bytes
LARGEST_UPLOAD = 100 * 2**20
DEEPEST_JSON = 50  # levels of objects and lists; a section in a section in a body takes about 20
LARGEST_INTEGER = 2**63 - 1
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class _BoundedStream(io.RawIOBase):
    """Content of unknown length, which raises when it turns out to be too large."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._left = LARGEST_JSON

    def read(self, size: int = -1) -> bytes:
        wanted = self._left + 1 if size is None or size < 0 else min(size, self._left + 1)
        content: bytes = self._stream.read(wanted)
        self._left -= len(content)
        if self._left < 0:
            raise RequestDataTooBig(f"the content is larger than {LARGEST_JSON} bytes")
        return content


def bound_body(request: HttpRequest) -> None:
    """Raise ``MalformedRequestError`` when the content is too large, or see to it that reading it does.

    Django takes content without a length for none; here it is read, up to the bound.
    """
    if request.method in SAFE_METHODS:
        return
    length = request.META.get("CONTENT_LENGTH") or ""
    largest = LARGEST_UPLOAD if request.content_type == "multipart/form-data" else LARGEST_JSON
    if length and not (length.isascii() and length.isdigit()):
        raise MalformedRequestError("Content-Length must be a number of bytes")
    if length and int(length[:20]) > largest:
        raise MalformedRequestError(f"the content is larger than {largest} bytes", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not length and "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        request._stream = _BoundedStream(request.META["wsgi.input"])  # type: ignore[assignment]  # reads alike


def parse_json(content: bytes) -> Any:
    """The value that ``content`` is the JSON of.

    Raises ``MalformedRequestError`` for what is no JSON (RFC 8259) in UTF-8, and for values that no database takes:
    null characters, halves of surrogate pairs, integers beyond 64 bits, infinite numbers, deep nesting.
    """
    try:
        value = json.loads(content.decode(), parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise MalformedRequestError("the content is not UTF-8") from None
    except RecursionError:
        raise MalformedRequestError(f"the content is nested deeper than {DEEPEST_JSON} levels") from None
    except ValueError as error:  # also a number of thousands of digits
        raise MalformedRequestError(f"the content is not JSON: {error}") from None
    for part, depth in _parts(value):
        _check_part(part, depth)
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number in JSON")


def _parts(value: Any) -> Iterator[tuple[Any, int]]:
    waiting = [(value, 1)]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        if isinstance(part, dict):
            waiting.extend((item, depth + 1) for pair in part.items() for item in pair)
        elif isinstance(part, list):
            waiting.extend((item, depth + 1) for item in part)


def _check_part(part: Any, depth: int) -> None:
    if depth > DEEPEST_JSON:
        raise MalformedRequestError(f"the content is nested deeper than {DEEPEST_JSON} levels")
    if isinstance(part, str):
        if "\x00" in part:
            raise MalformedRequestError("null characters are not allowed in the content")
        if any("\ud800" <= character <= "\udfff" for character in part):
            raise MalformedRequestError("half of a surrogate pair is not a character")
    elif isinstance(part, int) and abs(part) > LARGEST_INTEGER:
        raise MalformedRequestError(f"{str(part)[:20]}… is beyond 64 bits")
    elif isinstance(part, float) and math.isinf(part):
        raise MalformedRequestError("a number is too large")
