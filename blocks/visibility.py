"""What the public may know of: pages, images and documents that an anonymous visitor can open.

Whatever refers to another object (a block, a rich text link, a related page, a parent) asks here before it names it.
The answer
does not depend on who asks, so the same content gives the same answer for everybody.

Restrictions are read once per ``visibility_scope`` (a request, a rendering); outside of one, once per question.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

__all__ = ["is_public_file", "is_public_page", "visibility_scope"]


@dataclass
class _Restrictions:
    """Tree paths of restricted pages and collections, read when first asked for."""

    @cached_property
    def page_paths(self) -> tuple[str, ...]:
        restricted = dict(PageViewRestriction.objects.values_list("page_id", "page__path"))
        aliases = restricted
        while aliases:  # an alias has no restriction of its own: its source's holds
            aliases = {
                pk: path
                for pk, path in Page.objects.filter(alias_of__in=aliases).values_list("pk", "path")
                if pk not in restricted
            }
            restricted = restricted | aliases
        return tuple(restricted.values())

    @cached_property
    def collection_paths(self) -> tuple[str, ...]:
        return tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))


_scope: ContextVar[_Restrictions | None] = ContextVar("visibility_scope", default=None)


@contextmanager
def visibility_scope() -> Iterator[None]:
    """Read the restrictions at most once within this block of code."""
    if _scope.get() is not None:
        yield
        return
    token = _scope.set(_Restrictions())
    try:
        yield
    finally:
        _scope.reset(token)


def is_public_page(page: Page | None) -> bool:
    """Whether ``page`` is live and neither it nor an ancestor is restricted to some visitors."""
    if page is None or not page.live:
        return False
    return not page.path.startswith(_restrictions().page_paths)


def is_public_file(file: Any) -> bool:
    """Whether ``file`` (an image or a document) is in a collection that is open to all."""
    paths = _restrictions().collection_paths
    return file is not None and not (paths and file.collection.path.startswith(paths))


def _restrictions() -> _Restrictions:
    return _scope.get() or _Restrictions()
