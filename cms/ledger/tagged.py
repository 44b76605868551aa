"""What has a tag: images, documents, and pages or objects of plugins. Asked by the receivers when the tag changes."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db.models import Model
from taggit.models import ItemBase, Tag

__all__ = ["tagged_with"]


def tagged_with(tag: Tag) -> Iterator[Model]:
    """Every object that has ``tag``."""
    for items in _kinds_of_items():
        for item in items._default_manager.filter(tag=tag):
            if (tagged := item.content_object) is not None:
                yield tagged


@lru_cache(maxsize=1)
def _kinds_of_items() -> list[Any]:
    """The models of which a row gives a tag to an object."""
    models = (relation.related_model for relation in Tag._meta.related_objects)
    return [model for model in models if issubclass(model, ItemBase)]
