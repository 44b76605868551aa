"""Compares what is stored with what would be rendered now. Called by ``manage.py delivery verify`` and by tests."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cms.delivery.afresh import ask
from cms.delivery.build import build
from cms.delivery.compression import decoded
from cms.delivery.keys import answer_id_of, form_ids
from cms.delivery.models import StoredAnswer, StoredForm

__all__ = ["Difference", "differences", "of_other_builds"]

OK = 200
CURSOR = re.compile(rb', "changes": \d+}\Z')


class Difference(NamedTuple):
    """A stored answer that is not what would be rendered. ``status`` is that of the new one; contents are decoded, and
    empty where they are damaged.
    """

    address: str
    status: int
    stored: bytes
    rendered: bytes


def differences() -> Iterator[Difference]:
    """Every stored answer of this build of which a form differs. One that a change removed meanwhile is none."""
    forms = StoredForm.objects.order_by("pk")
    for number in sorted({answer_id_of(key) for key in forms.values_list("pk", flat=True).iterator()}):
        built_at = _built_at(number)
        rows = list(forms.filter(pk__in=form_ids([number])))
        if not rows:
            continue
        named, _space, address = rows[0].key.partition(" ")
        if named != build():
            continue
        rendered = ask(*parts_of(address), afresh=True)
        wanted = without_cursor(rendered.content) if rendered.status == OK else None
        contents = dict.fromkeys(_content_of(row) for row in rows)
        different = [content for content in contents if without_cursor(content) != wanted]
        if different and _built_at(number) == built_at:
            yield Difference(address, rendered.status, different[0], rendered.content)


def of_other_builds() -> int:
    """How many answers other code or other settings have stored, which nobody gets or compares here."""
    return StoredForm.objects.filter(encoding="").exclude(key__startswith=f"{build()} ").count()


def _content_of(form: StoredForm) -> bytes:
    try:
        return decoded(form.encoding, bytes(form.content))
    except ValueError:
        return b""


def _built_at(number: int) -> float | None:
    return StoredAnswer.objects.filter(pk=number).values_list("built_at", flat=True).first()


def without_cursor(content: bytes) -> bytes:
    """``content`` without the number from which a list is followed: an earlier one is as right, and tells no less."""
    return CURSOR.sub(b"", content)


def parts_of(address: str) -> tuple[str, str, str]:
    """The origin, the path and the query string of an address as a key has it."""
    scheme, _separator, rest = address.partition("://")
    host, slash, path_and_query = rest.partition("/")
    path, _mark, query = path_and_query.partition("?")
    return f"{scheme}://{host}", slash + path, query
