"""Counts in how many bodies each block stands, from their stored text. Called by ``cms.plugins.dependence``."""

import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

__all__ = ["BlockCounts", "count_blocks"]


@dataclass
class BlockCounts:
    """In how many live bodies, and in how many latest drafts, each block stands, by its name."""

    live: Counter[str] = field(default_factory=Counter)
    drafts: Counter[str] = field(default_factory=Counter)


def count_blocks(wanted: Collection[str]) -> BlockCounts:
    """Count the blocks named in ``wanted``, and those of types that are not installed where they stand."""
    counts = BlockCounts()
    fields = [
        (model, each)
        for model in apps.get_models()
        if not model._meta.proxy
        for each in model._meta.local_fields
        if isinstance(each, StreamField)
    ]
    for model, stream in fields:
        texts = model._base_manager.exclude(**{stream.attname: ""}).values_list(
            Cast(stream.attname, TextField()), flat=True
        )
        for text in texts.iterator():
            counts.live.update(_within_text(stream.stream_block, text, wanted))
        if issubclass(model, Page):
            for text in _drafts(model, stream.name):
                counts.drafts.update(_within_text(stream.stream_block, text, wanted))
    return counts


def _drafts(model: type[Page], name: str) -> Iterator[str]:
    """The field ``name`` in the latest draft of each page of ``model`` that has unpublished changes."""
    types = [ContentType.objects.get_for_model(each).pk for each in (model, *model.__subclasses__())]
    latest = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True), content_type__in=types)
    revisions = Revision.objects.filter(pk__in=latest.values("latest_revision")).values_list("content", flat=True)
    for content in revisions.iterator():
        yield content.get(name) or ""


def _within_text(stream: StreamBlock, text: str, wanted: Collection[str]) -> set[str]:
    try:
        stored = json.loads(text) if text else []
    except ValueError:
        return set()
    return set(_within(stream, stored, wanted))


def _within(block: Any, stored: Any, wanted: Collection[str]) -> Iterator[str]:
    """The names of ``wanted`` blocks, and of those of missing types, in ``stored``, the value of ``block``."""
    if isinstance(block, StreamBlock) and isinstance(stored, list):
        for child in stored:
            if isinstance(child, dict) and "type" in child:
                known = block.child_blocks.get(child["type"])
                if known is None or child["type"] in wanted:
                    yield child["type"]
                yield from _within(known, child.get("value"), wanted)
    elif isinstance(block, StructBlock) and isinstance(stored, dict):
        for name, inner in block.child_blocks.items():
            yield from _within(inner, stored.get(name), wanted)
    elif isinstance(block, ListBlock) and isinstance(stored, list):
        for item in stored:
            is_item = isinstance(item, dict) and item.get("type") == "item"
            yield from _within(block.child_block, item["value"] if is_item else item, wanted)
