"""Full-text search for callers who type anything. Asked by both versions.

Wagtail's SQLite backend passes quotation marks on into its query language, and answers a search for nothing but spaces
with a server error. Wagtail's search takes conditions and orders on indexed columns only; here it is asked for keys, so
that a search can be combined with every filter and order.
"""

import re
from typing import Any

from django.db import connections
from wagtail.search.backends import get_search_backend
from wagtail.search.index import class_is_indexed

from cms.api.relevance import RankedMatches, ranks_itself

__all__ = ["search", "searched_words"]

NO_WORD = re.compile(r"[^\w'’.+#&@/-]+")
MOST_MATCHES = 5_000  # of an engine that is no database, in another order than by relevance


def searched_words(text: str) -> list[str]:
    """The words of ``text`` that are searched for."""
    return [word for word in NO_WORD.sub(" ", text).split() if any(map(str.isalnum, word))]


def search(queryset: Any, text: str, operator: str | None, *, by_relevance: bool) -> Any:
    """What of ``queryset`` holds the words of ``text``: all of them, or any with the operator ``"or"``.

    By relevance, the answer can be counted and sliced; otherwise it is a queryset in the order of ``queryset``. Nothing
    when there is no word to search for.
    """
    words = searched_words(text)
    model = queryset.model
    if not words or not class_is_indexed(model):
        return queryset.none()
    among = model._default_manager.filter(pk__in=queryset.order_by().values("pk"))
    among.query.select_related = queryset.query.select_related
    among._prefetch_related_lookups = queryset._prefetch_related_lookups
    results = get_search_backend().search(" ".join(words), among, operator=operator, order_by_relevance=by_relevance)
    if by_relevance:
        return RankedMatches(among, results) if ranks_itself(results) else results
    if not hasattr(results, "get_queryset"):  # an engine that is no database
        return queryset.filter(pk__in=[match.pk for match in results[:MOST_MATCHES]])
    matches = results.get_queryset().order_by()
    if connections[matches.db].features.max_query_params is None:  # PostgreSQL, which plans the whole badly
        return queryset.filter(pk__in=list(matches.values_list("pk", flat=True)))
    return matches.order_by(*queryset.query.order_by)
