"""An answer as it is kept, in a form for each way in which readers accept it, and as it is sent: a form, or 304.

Called by ``fast_path`` and by ``middleware`` alike, so both send the same bytes and headers.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings

__all__ = ["FORMS", "HEAD", "Form", "Policy", "Sent", "form_for", "sent_to"]

OK = "200 OK"
NOT_MODIFIED = "304 Not Modified"

_REFUSED = re.compile(r";q=0(?:\.0*)?$")  # RFC 9110, section 12.4.2: a weight of nothing
_ETAG = re.compile(r'"([^"]*)"')
#: What is added to the ETag for the name of an encoding.
_SUFFIXES = {"": "", "gzip": "-gz", "br": "-br"}

#: Headers that a 304 does not repeat.
_OF_CONTENT = frozenset({"content-type", "content-length"})

Headers = list[tuple[str, str]]


#: The forms of an answer: as it is, for readers of gzip, and for readers of Brotli.
PLAIN, GZIP, BROTLI = FORMS = range(3)


class Form(NamedTuple):
    """What is kept of an answer for one kind of reader. ``etag`` is without quotes and without the suffix of the
    encoding; ``valid_until`` in seconds since 1970. ``encoding`` is empty where compressing would not pay.

    The content comes last: the ``HEAD`` fields before it say everything else, and name the content by its ETag.
    """

    key: str
    etag: str
    valid_until: float | None
    headers: str
    surrogate_key: str
    encoding: str
    content: bytes

    def holds_for(self, key: str) -> bool:
        """Whether this is an answer to ``key``, and still is."""
        return self.key == key and (self.valid_until is None or self.valid_until > time.time())


HEAD = Form._fields.index("content")


class Sent(NamedTuple):
    """What one reader gets."""

    status: str
    headers: Headers
    content: bytes


@dataclass(frozen=True, slots=True)
class Policy:
    """How long readers may keep an answer, and which origins of browsers may read it."""

    max_age: int
    stale_while_revalidate: int
    origins: frozenset[str]
    exposed: str

    @classmethod
    def of_settings(cls) -> "Policy":
        """As the settings say."""
        return cls(
            settings.DELIVERY_MAX_AGE,
            settings.DELIVERY_STALE_WHILE_REVALIDATE,
            frozenset(settings.CORS_ALLOWED_ORIGINS),
            ", ".join(settings.CORS_EXPOSE_HEADERS),
        )

    def cache_control(self, valid_until: float | None) -> str:
        """``Cache-Control`` of an answer that no cache may show after ``valid_until``."""
        max_age, stale = self.max_age, self.stale_while_revalidate
        if valid_until is not None:
            left = max(int(valid_until - time.time()), 0)
            max_age = min(max_age, left)
            stale = min(stale, left - max_age)
        return _cache_control(max_age, stale)


@lru_cache(maxsize=256)
def _cache_control(max_age: int, stale: int) -> str:
    if not max_age and not stale:
        return "public, no-cache"
    return f"public, max-age={max_age}" + (f", stale-while-revalidate={stale}" if stale else "")


def form_for(environ: Mapping[str, Any]) -> int:
    """Which of ``FORMS`` the reader of this request gets. ``environ`` is that of WSGI, or Django's ``META``."""
    return _accepted(environ["HTTP_ACCEPT_ENCODING"]) if "HTTP_ACCEPT_ENCODING" in environ else PLAIN


def sent_to(environ: Mapping[str, Any], form: Form, policy: Policy) -> Sent:
    """What the reader of this request is sent of ``form``, which is the one for them."""
    headers = [*_kept_headers(form.headers)]
    headers.append(("ETag", f'"{form.etag}{_SUFFIXES[form.encoding]}"'))
    headers.append(("Cache-Control", policy.cache_control(form.valid_until)))
    if form.surrogate_key:
        headers.append(("Surrogate-Key", form.surrogate_key))
    if "HTTP_ORIGIN" in environ and environ["HTTP_ORIGIN"] in policy.origins:
        headers.append(("Access-Control-Allow-Origin", environ["HTTP_ORIGIN"]))
        headers.append(("Access-Control-Expose-Headers", policy.exposed))
    if "HTTP_IF_NONE_MATCH" in environ and _matches(environ["HTTP_IF_NONE_MATCH"], form.etag):
        return Sent(NOT_MODIFIED, [pair for pair in headers if pair[0].lower() not in _OF_CONTENT], b"")
    if form.encoding:
        headers.append(("Content-Encoding", form.encoding))
    headers.append(("Content-Length", str(len(form.content))))
    return Sent(OK, headers, form.content)


@lru_cache(maxsize=256)
def _kept_headers(kept: str) -> tuple[tuple[str, str], ...]:
    """The headers of ``kept``. Most answers share them, so they are read once."""
    pairs = (line.partition(": ") for line in kept.split("\n"))
    return tuple((name, value) for name, _colon, value in pairs)


@lru_cache(maxsize=256)
def _accepted(accepted: str) -> int:
    parts = [part.replace(" ", "") for part in accepted.lower().split(",")]
    wanted = {part.partition(";")[0] for part in parts if not _REFUSED.search(part)}
    return BROTLI if "br" in wanted else GZIP if "gzip" in wanted else PLAIN


def _matches(asked: str, etag: str) -> bool:
    """Whether ``If-None-Match`` names this answer, in whichever encoding. Compared weakly, as RFC 9110 says."""
    if asked.strip() == "*":
        return True
    known = (known for known in _ETAG.findall(asked) if known.startswith(etag))
    return any(each[len(etag) :] in _SUFFIXES.values() for each in known)
