"""A search by relevance on SQLite that ranks all matches at once. Called by ``cms.api.search``.

Wagtail's own asks the index again for each match, which takes seconds from a thousand matches on. On PostgreSQL and in
search engines Wagtail's is fast.
"""

import sys
from functools import cached_property
from typing import Any

from django.db import connections

__all__ = ["RankedMatches", "ranks_itself"]


def ranks_itself(results: Any) -> bool:
    """Whether ``results``, of Wagtail's search, come from SQLite's index."""
    compiler = results.query_compiler
    if compiler is None or not hasattr(compiler, "FTS_TABLE_FIELDS"):
        return False
    return connections[compiler.queryset.db].vendor == "sqlite"


class RankedMatches:
    """The rows of ``queryset`` that ``results`` match, the best first; of equal ones the latest. Counts and slices."""

    def __init__(self, queryset: Any, results: Any) -> None:
        self._queryset = queryset
        self._results = results

    def count(self) -> int:
        """How many there are."""
        return len(self._keys)

    def __getitem__(self, window: slice) -> list[Any]:
        keys = self._keys[window]
        rows = {row.pk: row for row in self._queryset.filter(pk__in=keys)}
        return [rows[key] for key in keys if key in rows]

    @cached_property
    def _keys(self) -> list[int]:
        scores = self._scores()
        keys = self._queryset.order_by().values_list("pk", flat=True)
        return sorted((key for key in keys if str(key) in scores), key=lambda key: (scores[str(key)], -key))

    def _scores(self) -> dict[str, float]:
        """The score of every match by its key, as Wagtail computes it: the lower the better."""
        compiler = self._results.query_compiler
        engine = sys.modules[type(compiler).__module__]  # importable where the database is SQLite only
        config = compiler.get_config(self._results.backend)
        words = compiler.build_search_query(engine.normalize(compiler.query), config=config)
        entries = engine.SQLiteFTSIndexEntry.objects.filter(
            engine.MatchExpression(compiler.fields or compiler.FTS_TABLE_FIELDS, words),
            index_entry__content_type__in=engine.get_descendants_content_types_pks(self._queryset.model),
        )
        ranked = entries.annotate(score=compiler._build_rank_expression(compiler.get_search_vectors(), config))
        return {str(key): score for key, score in ranked.values_list("index_entry__object_id", "score")}
