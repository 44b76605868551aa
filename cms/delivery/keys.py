"""What is asked for, as the store names it: the build, the scheme, the host, the path and the query string in order.

Called by ``fast_path`` for every request, so nothing here asks Django or the database.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from cms.delivery.answers import FORMS

__all__ = ["answer_id", "answer_id_of", "canonical_query", "direct_place", "form_ids", "proxied_place", "request_key"]

BITS_OF_A_FORM = 2
LARGEST_ID = 2**63 - 1 - (2**BITS_OF_A_FORM - 1)  # all bits but the sign's and those of a form
LONGEST_QUERY = 2_000  # characters; a longer one is not stored


def direct_place(environ: Mapping[str, Any]) -> tuple[str, str]:
    """The host and the scheme of a request that no proxy speaks for."""
    return environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"]


def proxied_place(environ: Mapping[str, Any]) -> tuple[str, str]:
    """The same of a request behind a proxy that is trusted, as ``BEHIND_PROXY`` has Django read it."""
    host = environ.get("HTTP_X_FORWARDED_HOST") or environ.get("HTTP_HOST", "")
    forwarded = environ.get("HTTP_X_FORWARDED_PROTO")
    if forwarded is None:
        return host, environ["wsgi.url_scheme"]
    return host, "https" if forwarded.split(",", 1)[0].strip() == "https" else "http"


def request_key(build: str, place: tuple[str, str], path: str, query: str) -> str:
    """The key of an answer to ``GET path?query``."""
    host, scheme = place
    return f"{build} {scheme}://{host.lower()}{path}?{canonical_query(query) if query else ''}"


@lru_cache(maxsize=4096)
def canonical_query(query: str) -> str:
    """``query`` with its parameters in the order of their names; those of one name stay as they are."""
    return "&".join(sorted((part for part in query.split("&") if part), key=_name))


def answer_id(key: str) -> int:
    """The number under which the answer to ``key`` is stored: those that follow it are of its forms."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogateescape"), digest_size=8).digest()) & LARGEST_ID


def answer_id_of(form_id: int) -> int:
    """The number of the answer that this form is of."""
    return form_id & LARGEST_ID


def form_ids(answer_ids: Iterable[int]) -> list[int]:
    """The numbers of all forms of these answers. ``answer_id + form`` is that of one."""
    return [number + form for number in answer_ids for form in FORMS]


def _name(part: str) -> str:
    return part.partition("=")[0]
