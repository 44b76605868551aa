"""Compares what is stored with what would be rendered now. Called by ``manage.py delivery verify`` and by tests."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cms.delivery.afresh import ask
from cms.delivery.build import build
from cms.delivery.models import StoredAnswer

__all__ = ["Difference", "differences"]

OK = 200
CURSOR = re.compile(rb', "changes": \d+}\Z')


class Difference(NamedTuple):
    """A stored answer that is not what would be rendered. ``status`` is that of the new one."""

    address: str
    status: int
    stored: bytes
    rendered: bytes


def differences() -> Iterator[Difference]:
    """Every stored answer of this build that differs. One that a change removed meanwhile is none."""
    for key in list(StoredAnswer.objects.order_by("pk").values_list("pk", flat=True)):
        row = StoredAnswer.objects.filter(pk=key).first()
        if row is None:
            continue
        named, _space, address = row.key.partition(" ")
        if named != build():
            continue
        origin, path, query = parts_of(address)
        rendered = ask(origin, path, query, afresh=True)
        content = bytes(row.content)
        is_same = rendered.status == OK and without_cursor(rendered.content) == without_cursor(content)
        if not is_same and StoredAnswer.objects.filter(pk=key, built_at=row.built_at).exists():
            yield Difference(address, rendered.status, content, rendered.content)


def without_cursor(content: bytes) -> bytes:
    """``content`` without the number from which a list is followed: an earlier one is as right, and tells no less."""
    return CURSOR.sub(b"", content)


def parts_of(address: str) -> tuple[str, str, str]:
    """The origin, the path and the query string of an address as a key has it."""
    scheme, _separator, rest = address.partition("://")
    host, slash, path_and_query = rest.partition("/")
    path, _mark, query = path_and_query.partition("?")
    return f"{scheme}://{host}", slash + path, query
