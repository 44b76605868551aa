"""An answer as it is kept, and as it is sent to one reader: encoded as they accept it, or 304 where they have it.

Called by ``fast_path`` and by ``middleware`` alike, so both send the same bytes and headers.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings

__all__ = ["HEAD", "Answer", "Sent", "answer_to"]

OK = "200 OK"
NOT_MODIFIED = "304 Not Modified"

_REFUSED = re.compile(r";q=0(?:\.0*)?$")  # RFC 9110, section 12.4.2: a weight of nothing
_ETAG = re.compile(r'"([^"]*)"')
_SUFFIXES = ("-gz", "-br")

#: Headers that a 304 does not repeat.
_OF_CONTENT = frozenset({"content-type", "content-length"})

Headers = list[tuple[str, str]]


class Answer(NamedTuple):
    """What is kept. ``etag`` is without quotes; ``valid_until`` in seconds since 1970.

    The contents come last: the ``HEAD`` fields before them say everything else, and name the contents by their ETag.
    """

    key: str
    etag: str
    valid_until: float | None
    headers: str
    surrogate_key: str
    gzip: bytes | None
    brotli: bytes | None
    content: bytes


HEAD = Answer._fields.index("gzip")


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


def answer_to(environ: Mapping[str, Any], answer: Answer, policy: Policy) -> Sent:
    """What the reader of this request gets of ``answer``. ``environ`` is that of WSGI, or Django's ``META``."""
    content, encoding, suffix = _encoded(answer, environ.get("HTTP_ACCEPT_ENCODING", ""))
    etag = answer.etag + suffix
    headers = [*_kept_headers(answer.headers)]
    headers.append(("ETag", f'"{etag}"'))
    headers.append(("Cache-Control", policy.cache_control(answer.valid_until)))
    if answer.surrogate_key:
        headers.append(("Surrogate-Key", answer.surrogate_key))
    if "HTTP_ORIGIN" in environ and environ["HTTP_ORIGIN"] in policy.origins:
        headers.append(("Access-Control-Allow-Origin", environ["HTTP_ORIGIN"]))
        headers.append(("Access-Control-Expose-Headers", policy.exposed))
    if "HTTP_IF_NONE_MATCH" in environ and _matches(environ["HTTP_IF_NONE_MATCH"], answer.etag):
        return Sent(NOT_MODIFIED, [pair for pair in headers if pair[0].lower() not in _OF_CONTENT], b"")
    if encoding:
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(content))))
    return Sent(OK, headers, content)


@lru_cache(maxsize=256)
def _kept_headers(kept: str) -> tuple[tuple[str, str], ...]:
    """The headers of ``kept``. Most answers share them, so they are read once."""
    pairs = (line.partition(": ") for line in kept.split("\n"))
    return tuple((name, value) for name, _colon, value in pairs)


def _encoded(answer: Answer, accepted: str) -> tuple[bytes, str, str]:
    """The content as the reader accepts it, the name of its encoding, and the suffix of its ETag."""
    if accepted:
        wanted = _accepted(accepted)
        if answer.brotli is not None and "br" in wanted:
            return answer.brotli, "br", "-br"
        if answer.gzip is not None and "gzip" in wanted:
            return answer.gzip, "gzip", "-gz"
    return answer.content, "", ""


@lru_cache(maxsize=256)
def _accepted(accepted: str) -> frozenset[str]:
    parts = [part.replace(" ", "") for part in accepted.lower().split(",")]
    return frozenset(part.partition(";")[0] for part in parts if not _REFUSED.search(part))


def _matches(asked: str, etag: str) -> bool:
    """Whether ``If-None-Match`` names this answer, in whichever encoding. Compared weakly, as RFC 9110 says."""
    if asked.strip() == "*":
        return True
    for known in _ETAG.findall(asked):
        if known == etag or (known.startswith(etag) and known[len(etag) :] in _SUFFIXES):
            return True
    return False
