"""Reads what the API needs of many pages in a number of queries that does not grow with the pages.

Called by ``cms.api`` before it serialises a list of specific pages.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.models import Page

__all__ = ["prefetch_for_api"]


def prefetch_for_api(pages: Iterable[Page]) -> None:
    """Fill the relations that the ``api_prefetch`` of each page's type names, for all pages of a type at once."""
    by_type: dict[type[Page], list[Any]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    for page_type, same in by_type.items():
        prefetch_related_objects(same, *getattr(page_type, "api_prefetch", ()))
