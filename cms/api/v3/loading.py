"""Loads what the selected fields of a window of pages need, in a number of queries that does not grow with the pages.

Called by the list of pages. Pages of which nothing of their type's own was selected stay plain ``Page`` rows; of the
others, one query per type reads the rows, without the long columns that were not selected.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.api import APIField
from wagtail.models import Page

from blocks.field import SectionsField
from cms.api.highlights import Highlight, highlights
from cms.api.plain_text import public_texts, text_fields
from cms.api.v3.partial import Selected
from pages.prefetch import prefetch_for_api, unread_columns

__all__ = ["label_of", "selected_pages"]


def selected_pages(window: Sequence[Page], names: frozenset[str], words: Sequence[str] = ()) -> list[Selected]:
    """The pages of ``window`` (with ``content_type`` and ``locale``) in its order, with what ``names`` select.

    With ``words``, those of a search, each says where they stand.
    """
    by_type: dict[Any, list[Page]] = defaultdict(list)
    for page in window:
        by_type[page.specific_class or Page].append(page)
    loaded: dict[int, Page] = {}
    for page_type, plain in by_type.items():
        own = {field.name for field in APIField.get_fields_for_model(page_type)}
        wanted = own & (names | text_fields(page_type).keys()) if words else own & names
        loaded.update((page.pk, page) for page in (_specific(page_type, plain, wanted, names) if wanted else plain))
    pages = [loaded[page.pk] for page in window if page.pk in loaded]
    if "parent" in names:
        _read_parents(pages)
    if "alias_of" in names:
        prefetch_related_objects(pages, "alias_of")
    return [Selected(page, names, label_of(page), _places(page, words)) for page in pages]


def _places(page: Page, words: Sequence[str]) -> list[Highlight] | None:
    return highlights(public_texts(page), words) if words else None


def label_of(page: Page) -> str:
    """The content type of ``page`` as ``meta.type`` says it."""
    label: str = (page.specific_class or Page)._meta.label
    return label


def _specific(page_type: type[Page], plain: Iterable[Page], wanted: set[str], names: frozenset[str]) -> list[Page]:
    """The pages as ``page_type`` with the fields ``wanted``, of which those in ``names`` are shown.

    One that was deleted in this moment is left out.
    """
    by_key = {page.pk: page for page in plain}
    queryset = page_type._default_manager.filter(pk__in=by_key).defer(*unread_columns(page_type, wanted))
    pages: list[Page] = list(queryset)
    for page in pages:
        page.content_type = by_key[page.pk].content_type
        page.locale = by_key[page.pk].locale
    prefetch_for_api(pages, wanted)
    for column in page_type._meta.concrete_fields:
        if isinstance(column, SectionsField) and column.name in wanted & names:
            for page, body in zip(pages, _read_bodies(column, pages), strict=True):
                setattr(page, column.name, body)
    return pages


def _read_bodies(column: SectionsField, pages: Iterable[Page]) -> list[Any]:
    return column.stream_block.read_together([getattr(page, column.name) for page in pages])


def _read_parents(pages: Iterable[Page]) -> None:
    """Give every page its parent, as ``get_parent`` would find it."""
    paths = {page.pk: page._get_basepath(page.path, page.depth - 1) for page in pages}
    parents = {page.path: page for page in Page.objects.filter(path__in=set(paths.values()))}
    for page in pages:
        page._cached_parent_obj = parents.get(paths[page.pk])
