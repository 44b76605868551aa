"""Full-text search for callers who type anything. Asked by both versions.

Wagtail's SQLite backend passes quotation marks on into its query language, and answers a search for nothing but spaces
with a server error.
"""

import re
from typing import Any

from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import FilterFieldError, OrderByFieldError
from wagtail.search.index import class_is_indexed

__all__ = ["SearchError", "search"]

NO_WORD = re.compile(r"[^\w'’.+#&@/-]+")


class SearchError(ValueError):
    """A search cannot be combined with what else was asked. The message is for the caller."""


def search(queryset: Any, text: str, operator: str | None, *, by_relevance: bool) -> Any:
    """What of ``queryset`` holds the words of ``text``: all of them, or any with the operator ``"or"``.

    Raises ``SearchError``.
    """
    words = [word for word in NO_WORD.sub(" ", text).split() if any(map(str.isalnum, word))]
    if not words or not class_is_indexed(queryset.model):
        return queryset.none()
    try:
        return get_search_backend().search(
            " ".join(words), queryset, operator=operator, order_by_relevance=by_relevance
        )
    except (FilterFieldError, OrderByFieldError) as error:
        does = "order" if isinstance(error, OrderByFieldError) else "filter"
        raise SearchError(f"cannot {does} by '{error.field_name}' while searching (field is not indexed)") from error
