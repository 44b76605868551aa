"""What a visitor may know of: pages, images and documents that an anonymous visitor can open.

Nobody can open a page whose type is not installed.

Whatever refers to another object (a block, a rich text link, a related page, a parent) asks here before it names it.
The answer depends on the content alone, and on what a ``visibility_scope`` was told to be open: the restrictions of
pages that its caller has passed, by a password or a sign-in.

Restrictions are read once per ``visibility_scope`` (a request, a rendering of a body); outside of one, once per
question. Within a scope, objects that are looked up by id are read once as well.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any, cast

from django.db.models import Model, Q
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from blocks.addresses import site_roots
from blocks.dependencies import depends_on_every
from cms.plugins.missing.content_types import installed_page_types, is_missing

__all__ = [
    "closed_restrictions",
    "is_public_file",
    "is_public_page",
    "objects_by_id",
    "page_above",
    "public_pages",
    "restricted_paths",
    "visibility_scope",
]


#: What links ask of the pages that they lead to; the rest would be read when it is.
PAGE_FIELDS = ("path", "depth", "url_path", "title", "slug", "live", "content_type", "locale", "translation_key")


class _Scope:
    """What one scope has read so far, and the ids of the restrictions of pages that are open in it."""

    def __init__(self, opened: frozenset[int] = frozenset()) -> None:
        self.opened = opened
        self._objects: dict[type[Model], dict[int, Any]] = {}

    @cached_property
    def restricted_page_paths(self) -> tuple[str, ...]:
        """Tree paths of restricted pages, their aliases included, without those that are open."""
        depends_on_every(PageViewRestriction)
        closed = PageViewRestriction.objects.exclude(pk__in=self.opened)
        # An alias has no restriction of its own: its source's holds. Wagtail copies one that then counts for nothing.
        # As a condition of the query, SQLite would go through all pages that are no aliases.
        rows = closed.values_list("page_id", "page__path", "page__alias_of")
        restricted = {pk: path for pk, path, source in rows if source is None}
        found = restricted
        while found:
            found = {
                pk: path
                for pk, path in Page.objects.filter(alias_of__in=found).values_list("pk", "path")
                if pk not in restricted
            }
            restricted = restricted | found
        return tuple(restricted.values())

    @cached_property
    def restricted_collections(self) -> frozenset[int]:
        """Ids of restricted collections and of those below them."""
        depends_on_every(Collection)
        paths = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
        below = _any_of(Q(path__startswith=path) for path in paths)
        return frozenset(Collection.objects.filter(below).values_list("pk", flat=True)) if below else frozenset()

    def objects_by_id(self, model: type[Model], ids: Iterable[int]) -> dict[int, Any]:
        known = self._objects.setdefault(model, {})
        wanted = set(ids)
        if missing := wanted - known.keys():
            known.update(dict.fromkeys(missing))
            known.update(_narrow(model).in_bulk(missing))
        return {pk: known[pk] for pk in wanted if known[pk] is not None}


def _narrow(model: type[Model]) -> Any:
    """All objects of ``model``; of pages, with what links need of them, which is a third of the columns."""
    objects = model._default_manager
    return objects.only(*PAGE_FIELDS) if model is Page else objects


_scope: ContextVar[_Scope | None] = ContextVar("visibility_scope", default=None)


@contextmanager
def visibility_scope(opened: frozenset[int] | None = None) -> Iterator[None]:
    """Read restrictions, and objects by id, at most once within this block of code. Scopes within a scope share it.

    ``opened`` are ids of ``PageViewRestriction`` that do not hold here; each opens what it alone closes. A scope that
    is told them, even none, shares nothing with the scope around it.
    """
    if opened is None and _scope.get() is not None:
        yield
        return
    token = _scope.set(_Scope(opened or frozenset()))
    try:
        yield
    finally:
        _scope.reset(token)


def page_above(page: Page) -> Page | None:
    """The parent of ``page``, with what links need of it; the one that was loaded for a list of pages, if it was."""
    if (loaded := getattr(page, "_cached_parent_obj", None)) is not None:
        return cast(Page, loaded)
    above = page.path[: -page.steplen]
    return _narrow(Page).filter(path=above).first() if above else None


def is_public_page(page: Page | None) -> bool:
    """Whether ``page`` is live, its type is installed, and no restriction on it or on an ancestor is closed."""
    if page is None or not page.live or is_missing(page.content_type_id):
        return False
    return not page.path.startswith(_current().restricted_page_paths)


def restricted_paths() -> tuple[str, ...]:
    """Tree paths of the pages that a closed restriction is on; it holds for all below them."""
    return _current().restricted_page_paths


def closed_restrictions(page: Page) -> list[PageViewRestriction]:
    """The restrictions that keep the visitor from ``page``, its ancestors' first. An alias has those of its source."""
    depends_on_every(PageViewRestriction)
    closed = page.get_view_restrictions().exclude(pk__in=_current().opened)
    return list(closed.order_by("page__path", "pk"))


def is_public_file(file: Any) -> bool:
    """Whether ``file`` (an image or a document) is in a collection that is open to all."""
    return file is not None and file.collection_id not in _current().restricted_collections


def public_pages(pages: Any) -> Any:
    """Those of ``pages`` (a page queryset) that ``is_public_page`` accepts and that have a URL on some site."""
    on_a_site = _any_of(Q(url_path__startswith=root.root_path) for root in site_roots())
    if not on_a_site:
        return pages.none()
    restricted = _any_of(Q(path__startswith=path) for path in _current().restricted_page_paths)
    public = pages.filter(on_a_site, live=True, content_type__in=installed_page_types())
    return public.exclude(restricted) if restricted else public


def objects_by_id(model: type[Model], ids: Iterable[int]) -> dict[int, Any]:
    """The objects of ``model`` with these ids, public or not; ids without an object are left out.

    One query for all that this scope has not read yet.
    """
    return _current().objects_by_id(model, ids)


def _current() -> _Scope:
    return _scope.get() or _Scope()


def _any_of(conditions: Iterable[Q]) -> Q:
    combined = Q()
    for condition in conditions:
        combined |= condition
    return combined
