"""Compares what is stored with what would be stored now. Called by ``manage.py delivery verify`` and by tests."""

import math
import re
import time
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from cms.delivery.afresh import Rendered, ask
from cms.delivery.answers import PLAIN, Form
from cms.delivery.build import build
from cms.delivery.compression import decoded
from cms.delivery.keys import answer_id_of, form_ids
from cms.delivery.models import StoredAnswer, StoredForm, StoredTag
from cms.delivery.tags import tag_number

__all__ = ["Difference", "differences", "of_other_builds"]

OK = 200
CURSOR = re.compile(rb', "changes": \d+}\Z')


class Difference(NamedTuple):
    """A stored answer that is not what would be stored now. ``status`` and ``rendered`` are those of the new one, which
    has another content, other headers, tags that are missing from the stored one, or a shorter lifetime.
    """

    address: str
    status: int
    of: Sequence[str]
    rendered: bytes


def differences() -> Iterator[Difference]:
    """Every stored answer of this build that differs in one of its forms, unless it was removed meanwhile."""
    forms = StoredForm.objects.order_by("pk")
    for number in sorted({answer_id_of(key) for key in forms.values_list("pk", flat=True).iterator()}):
        built_at = _built_at(number)
        rows = list(forms.filter(pk__in=form_ids([number])))
        if not rows:
            continue
        named, _space, address = rows[0].key.partition(" ")
        if named != build() or _ends(rows[0]) <= time.time():  # nobody gets it
            continue
        tags = set(StoredTag.objects.filter(answer_id=number).values_list("tag", flat=True))
        rendered = ask(*parts_of(address), afresh=True)
        different = _parts_that_differ(rows, tags, rendered)
        if different and _built_at(number) == built_at and _ends(rows[0]) > time.time():
            yield Difference(address, rendered.status, different, rendered.content)


def _parts_that_differ(rows: Sequence[StoredForm], tags: Container[int], rendered: Rendered) -> list[str]:
    """What of an answer, kept in ``rows`` and removed by ``tags``, is not as it was ``rendered``."""
    if rendered.status != OK or rendered.built is None:
        return ["content"]
    now = rendered.built.forms[PLAIN]
    found = {
        "content": any(without_cursor(_content_of(row)) != without_cursor(now.content) for row in rows),
        "headers": any(_headers_differ(row, now) for row in rows),
        "tags": any(tag_number(tag) not in tags for tag in rendered.built.tags),
        "lifetime": any(_ends(row) > _ends(now) for row in rows),
    }
    return [part for part, differs in found.items() if differs]


def _headers_differ(row: StoredForm, now: Form) -> bool:
    """Whether readers or caches are told something else. More surrogate keys than an answer needs are no fault."""
    has_other_etag = row.etag != now.etag and _content_of(row) == now.content
    lacks_keys = not set(row.surrogate_key.split()) >= set(now.surrogate_key.split())
    return row.headers != now.headers or has_other_etag or lacks_keys


def _ends(form: StoredForm | Form) -> float:
    """When ``form`` stops being served, in seconds since 1970."""
    return math.inf if form.valid_until is None else form.valid_until


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
