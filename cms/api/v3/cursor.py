"""The cursors of version 3's lists: opaque texts that say where the next window begins.

A cursor holds the sort keys of the last row that was shown. Where rows can change their place meanwhile (a page that is
renamed in a list by title), it also holds which rows were shown, one bit for each id, so that none comes twice and none
is skipped. It is signed, and belongs to one list: the same address with the same filters and order.
"""

import base64
import binascii
import datetime
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest

from cms.api.v3.ordering import SortKey
from cms.api.v3.refusal import refusal

__all__ = ["LARGEST_ID_SHOWN", "Cursor", "behind", "read_cursor", "write_cursor"]

LARGEST_ID_SHOWN = 32_000  # of ids beyond it, a cursor only knows the place: their bits would make it too long
ELSEWHERE = frozenset(
    {"cursor", "limit", "offset", "fields", "rich_text_format"}
)  # parameters that a list may change on the way

_signer = signing.Signer(salt="cms.api.v3.cursor")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort keys of the last row shown, and the ids of all rows shown (``None``: the keys are enough)."""

    values: list[Any]
    shown: frozenset[int] | None


def write_cursor(request: HttpRequest, values: Sequence[Any], shown: Iterable[int] | None) -> str:
    """The text for ``?cursor=``."""
    bits = 0
    for key in shown or ():
        bits |= 1 << key
    packed = None if shown is None else _text(zlib.compress(bits.to_bytes(bits.bit_length() // 8 + 1, "little"), 9))
    place = [value.isoformat() if isinstance(value, datetime.date) else value for value in values]
    content = json.dumps([_list_of(request), place, packed], separators=(",", ":"), ensure_ascii=False, default=str)
    return _signer.sign(_text(zlib.compress(content.encode(), 9))).replace(":", ".")


def read_cursor(request: HttpRequest, text: str, keys: Sequence[SortKey], columns: Sequence[Any]) -> Cursor:
    """The cursor that ``text`` holds; ``columns`` are the output fields of ``keys``.

    Raises a refusal (422) for a text that this list did not give.
    """
    try:
        content = _signer.unsign(text.replace(".", ":"))
        listed, place, packed = json.loads(zlib.decompress(_bytes(content)))
        if listed != _list_of(request) or len(place) != len(keys):
            raise ValueError(listed)
        values = [
            None if value is None else column.to_python(value) for value, column in zip(place, columns, strict=True)
        ]
        shown = None if packed is None else frozenset(_ids(zlib.decompress(_bytes(packed))))
    except (signing.BadSignature, ValueError, TypeError, ValidationError, zlib.error, binascii.Error):
        raise refusal(
            "cursor", "this is no cursor of this list: take it from `next`, with the same filters and order"
        ) from None
    return Cursor(values, shown)


def behind(keys: Sequence[SortKey], values: Sequence[Any]) -> Q:
    """The rows that come after the one with ``values``."""
    found = Q(pk__in=())
    same = Q()
    for key, value in zip(keys, values, strict=True):
        following = key.following(value)
        if following is not None:
            found |= same & following
        same &= key.same(value)
    return found


def _list_of(request: HttpRequest) -> str:
    """What tells one list from another."""
    asked = sorted((name, value) for name, values in request.GET.lists() if name not in ELSEWHERE for value in values)
    order = request.GET.getlist("order")
    text = json.dumps([request.path, request.get_host(), asked, order])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _ids(packed: bytes) -> Iterable[int]:
    for place, byte in enumerate(packed):
        if byte:
            yield from (place * 8 + bit for bit in range(8) if byte >> bit & 1)


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
