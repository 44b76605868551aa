"""Reads what the API needs of many pages in a number of queries that does not grow with the pages.

Called by ``cms.api`` before it serialises a list of specific pages.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import TextField, prefetch_related_objects
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page

__all__ = ["prefetch_for_api", "unread_columns"]

LONG = (StreamField, TextField)


def prefetch_for_api(pages: Iterable[Page], fields: Collection[str] | None = None) -> None:
    """Fill the relations that the ``api_prefetch`` of each page's type names, for all pages of a type at once.

    ``fields`` are the names of the API's fields that will be read; without it, all of them.
    """
    by_type: dict[type[Page], list[Any]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    for page_type, same in by_type.items():
        paths = getattr(page_type, "api_prefetch", ())
        read = None if fields is None else _attributes(page_type, fields)
        if read is not None:
            paths = tuple(path for path in paths if path.split("__")[0] in read)
        prefetch_related_objects(same, *(path for path in paths if _refers(same, path)))


def _refers(pages: Sequence[Any], path: str) -> bool:
    """Whether one of ``pages``, all of a type, refers to anything by the relation that ``path`` begins with.

    Of empty foreign keys Django would read nothing, but only after it has made the query.
    """
    name = path.partition("__")[0]
    column = next((field.attname for field in pages[0]._meta.concrete_fields if field.name == name), None)
    return column is None or any(getattr(page, column) is not None for page in pages)


def unread_columns(page_type: type[Page], fields: Collection[str]) -> list[str]:
    """The long columns of ``page_type``'s own table that ``fields`` do not read, to be left in the database."""
    read = _attributes(page_type, fields)
    if read is None:
        return []
    columns = (field for field in page_type._meta.local_concrete_fields if isinstance(field, LONG))
    return [column.name for column in columns if column.name not in read]


def _attributes(page_type: type[Page], fields: Collection[str]) -> set[str] | None:
    """The attributes of a page that the API's ``fields`` read; ``None`` when that cannot be known."""
    attributes: set[str] = set()
    columns = {field.name for field in page_type._meta.get_fields()}
    derived: dict[str, tuple[str, ...]] = getattr(page_type, "api_reads", {})
    for field in APIField.get_fields_for_model(page_type):
        if field.name not in fields:
            continue
        source = getattr(field.serializer, "source", None) or field.name
        if source in derived:
            attributes.update(derived[source])
        elif source in columns:
            attributes.add(source)
        else:
            return None
    return attributes
