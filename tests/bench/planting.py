"""Puts many pages into this CMS's database at once, with correct paths in the tree. Called by ``build``.

Django inserts no rows of inherited models in bulk, so the two tables of a page type are filled one after the other, and
what treebeard and Wagtail would ask for page by page is computed here. There are no revisions, and search finds every
page by the words of one.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from modelsearch.index import insert_or_update_object
from wagtail.models import Locale, Page
from wagtail.search.models import IndexEntry

from tests.bench.content import Section

__all__ = ["body_of", "plant", "plant_one", "plant_search_entries"]

BATCH = 1_000


def plant(
    page_type: Any, parent: Page, titles: Sequence[str], fields: Callable[[int], dict[str, Any]] | None = None
) -> list[int]:
    """Insert a live page for each of ``titles`` under ``parent``, behind its other children. Returns their keys.

    ``fields`` answers for the position of a title with the values of the type's own columns.
    """
    keys: list[int] = []
    for start in range(0, len(titles), BATCH):
        pages = list(_rows(page_type, parent, titles[start : start + BATCH]))
        Page.objects.bulk_create(pages)
        own = [
            page_type(page_ptr_id=page.pk, **(fields(start + position) if fields else {}))
            for position, page in enumerate(pages)
        ]
        page_type._base_manager.all()._batched_insert(own, page_type._meta.local_concrete_fields, None)
        keys += [page.pk for page in pages]
    return keys


def plant_one(page_type: Any, parent: Page, title: str) -> Page:
    """Insert one page, and read it back."""
    [key] = plant(page_type, parent, [title])
    page: Page = page_type.objects.get(pk=key)
    return page


def plant_search_entries(example: Page) -> None:
    """Index every page for search, each with the words of ``example``: reading the bodies of 100,000 takes long."""
    insert_or_update_object(example)
    entry = IndexEntry.objects.get(object_id=str(example.pk), content_type=example.content_type)
    columns = [field.column for field in IndexEntry._meta.concrete_fields if not field.primary_key]
    own = {"content_type_id": "page.content_type_id", "object_id": "CAST(page.id AS varchar(50))"}
    values = [own.get(column, f"entry.{column}") for column in columns]
    table, pages = IndexEntry._meta.db_table, Page._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {pages} page, {table} entry "
            "WHERE entry.id = %s AND page.depth > 1 AND page.id <> %s ON CONFLICT DO NOTHING",
            [entry.pk, example.pk],
        )


def body_of(sections: Sequence[Section], number: int) -> list[dict[str, Any]]:
    """A body in its stored form. ``number``, that of the page, makes the ids of its blocks."""
    ids = (str(UUID(int=(number << 32) + position)) for position in range(1, 4 * len(sections) + 1))
    return [
        {
            "type": "section",
            "id": next(ids),
            "value": {
                "heading": section.heading,
                "level": "2",
                "anchor": f"part-{position}",
                "content": list(_content(section, ids)),
            },
        }
        for position, section in enumerate(sections)
    ]


def _content(section: Section, ids: Iterator[str]) -> Iterator[dict[str, Any]]:
    yield {"type": "rich_text", "id": next(ids), "value": section.html}
    if section.image is not None:
        value = {"image": section.image, "alt_text": section.heading, "decorative": False, "caption": "", "credit": ""}
        yield {"type": "image", "id": next(ids), "value": value}


def _rows(page_type: Any, parent: Page, titles: Sequence[str]) -> Iterator[Page]:
    content_type = ContentType.objects.get_for_model(page_type)
    locale, now = Locale.get_default(), timezone.now()
    before = Page.objects.get(pk=parent.pk).numchild
    Page.objects.filter(pk=parent.pk).update(numchild=before + len(titles))
    for position, title in enumerate(titles, start=before + 1):
        slug = f"page-{position}"
        yield Page(
            title=title,
            draft_title=title,
            slug=slug,
            content_type=content_type,
            locale=locale,
            live=True,
            has_unpublished_changes=False,
            path=Page._get_path(parent.path, parent.depth + 1, position),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}{slug}/",
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now,
            show_in_menus=False,
        )
