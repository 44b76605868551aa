"""Which requests have an answer that may be stored: what ``stored_kinds`` declares, and nothing else.

Called by ``middleware`` and by the ``delivery`` command.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Model

from cms.delivery.keys import LONGEST_QUERY
from cms.hookspecs import StoredKind
from cms.plugins.manager import answers

__all__ = ["Storable", "forget_kinds", "storable"]


@dataclass(frozen=True, slots=True)
class Storable:
    """An answer that may be stored: what it always depends on, and whether it is one of many variants."""

    depends_on: tuple[type[Model], ...]
    is_variant: bool


@lru_cache(maxsize=1)
def _kinds() -> list[tuple[re.Pattern[str], StoredKind]]:
    return [(re.compile(answer.item.path), answer.item) for answer in answers("stored_kinds", StoredKind)]


def forget_kinds() -> None:
    """Read the declarations anew, after a plugin came or went."""
    _kinds.cache_clear()


def storable(path: str, query: str) -> Storable | None:
    """How the answer to ``path?query`` may be stored; ``None`` when it may not be."""
    if len(query) > LONGEST_QUERY:
        return None
    names = {part.partition("=")[0] for part in query.split("&") if part}
    for pattern, kind in _kinds():
        if pattern.fullmatch(path):
            if names - kind.parameters - kind.further_parameters:
                return None
            if ("path" in names and not _is_plain_path(query)) or "random" in query:
                return None
            return Storable(kind.depends_on, is_variant=bool(names & kind.further_parameters))
    return None


#: An address as pages have it: no empty part, no query string, nothing encoded, so that one page has few addresses.
_PLAIN_PATH = re.compile(r"(?:/|%2[Ff])(?:[\w\-.~]+(?:/|%2[Ff]))*(?:[\w\-.~]+)?", re.ASCII)


def _is_plain_path(query: str) -> bool:
    values = [part.partition("=")[2] for part in query.split("&") if part.partition("=")[0] == "path"]
    return len(values) == 1 and _PLAIN_PATH.fullmatch(values[0]) is not None
