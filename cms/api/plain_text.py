"""The plain text of what the API serves of an object, field by field. Called for the highlights of a search.

It costs no query: rich text is read as it is stored, without its tags (a link's text is the editor's, whether or not
its target is public), and of a body only what authors wrote is read, never the titles of what they chose.
"""

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import models
from django.utils.html import strip_tags
from wagtail.api import APIField
from wagtail.blocks import CharBlock, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.search.index import SearchField

from blocks.registry import TOMBSTONE
from pages.dates import PartialDateField

__all__ = ["public_texts", "text_fields"]

LONGEST_BODY = 50_000  # characters that are looked at
TEXTS = (models.CharField, models.TextField, StreamField)
NO_TEXTS = (models.URLField, models.EmailField, models.SlugField, PartialDateField)
END_OF_BLOCK = re.compile(r"<(?:/(?:p|li|h[1-6]|td|th|blockquote)|br ?/?|hr ?/?)>")


@cache
def text_fields(model: Any) -> dict[str, Any]:
    """The API's fields of ``model`` that hold searchable text of its own, by their name, with their columns."""
    searched = {field.field_name for field in model.get_search_fields() if isinstance(field, SearchField)}
    columns = {column.name: column for column in model._meta.concrete_fields}
    served = {"title": "title"} | {
        field.name: getattr(field.serializer, "source", None) or field.name
        for field in APIField.get_fields_for_model(model)
    }
    return {
        name: columns[source]
        for name, source in served.items()
        if source in searched and isinstance(columns.get(source), TEXTS) and not isinstance(columns[source], NO_TEXTS)
    }


def public_texts(found: models.Model) -> Iterator[tuple[str, str]]:
    """The fields that hold text, in the order in which the API serves them, each with its text on one line."""
    for name, column in text_fields(type(found)).items():
        value = getattr(found, column.attname)
        if isinstance(column, StreamField):
            text = " ".join(_of_stream(value.stream_block, value.raw_data))[:LONGEST_BODY]
        else:
            text = _of_rich_text(value or "") if isinstance(column, RichTextField) else value or ""
        if text:
            yield name, " ".join(text.split())


def _of_rich_text(source: str) -> str:
    return html.unescape(strip_tags(END_OF_BLOCK.sub(lambda tag: f"{tag[0]} ", source)))


def _of_stream(block: StreamBlock, stored: Any) -> Iterator[str]:
    for child in stored or ():
        kind = block.child_blocks.get(child["type"])
        if kind is not None and child["type"] != TOMBSTONE:
            yield from _of_block(kind, child["value"])


def _of_block(block: Any, stored: Any) -> Iterator[str]:
    """The texts of a stored block. Nothing of a group with a chooser: it may be hidden with what was chosen."""
    if isinstance(block, StreamBlock):
        yield from _of_stream(block, stored)
    elif isinstance(block, StructBlock):
        if isinstance(stored, dict) and not _chooses(block):
            for name, child in block.child_blocks.items():
                yield from _of_block(child, stored.get(name))
    elif isinstance(block, ListBlock):
        for item in stored or ():
            value = item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
            yield from _of_block(block.child_block, value)
    elif isinstance(stored, str) and getattr(block, "search_index", True):
        if isinstance(block, RichTextBlock):
            yield _of_rich_text(stored)
        elif isinstance(block, CharBlock | TextBlock):
            yield stored


def _chooses(block: Any) -> bool:
    if isinstance(block, StructBlock):
        return any(_chooses(child) for child in block.child_blocks.values())
    return _chooses(block.child_block) if isinstance(block, ListBlock) else isinstance(block, ChooserBlock)
