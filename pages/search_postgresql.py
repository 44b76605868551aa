"""Search in PostgreSQL that reads the average length of all titles once an hour, not for each publish.

The longer a title is than the average, the less its words weigh in a search. PostgreSQL has no index that tells the
average, and reads past the text of every page for it: with 100,000 pages that takes longer than the rest of a publish.
"""

from typing import Any

from django.core.cache import cache
from django.db.models import Avg, Count, F
from django.db.models.functions import Length
from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend

__all__ = ["PostgreSQLBackend", "PostgreSQLIndex"]

CACHE_KEY = "pages.search_postgresql.average_length"
KEPT = 3600  # seconds

#: Of fewer titles the average is read in no time, and soon is another one.
ENOUGH_TITLES = 1_000

NEW = 1.0  # the weight of entries that have none yet


class PostgreSQLIndex(PostgresIndex):
    """Wagtail's index. ``update_index`` weighs every title anew by an average of that moment, as Wagtail does."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        if full:
            cache.delete(CACHE_KEY)
            super()._refresh_title_norms(full=True)
        else:
            self._titles().filter(title_norm=NEW).update(title_norm=self._average_length() / F("title_length"))

    def _titles(self) -> Any:
        return self.entries.annotate(title_length=Length("title")).filter(title_length__gt=0)

    def _average_length(self) -> float:
        """Words of a title; 1 when there are no titles."""
        kept: float | None = cache.get(CACHE_KEY)
        if kept is not None:
            return kept
        titles = self._titles().aggregate(average=Avg("title_length"), number=Count("pk"))
        average = float(titles["average"] or 1)
        if titles["number"] >= ENOUGH_TITLES:
            cache.set(CACHE_KEY, average, KEPT)
        return average


class PostgreSQLBackend(PostgresSearchBackend):
    """Wagtail's backend with our index."""

    index_class = PostgreSQLIndex
