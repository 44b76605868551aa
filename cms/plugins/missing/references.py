"""What the reference index knows of missing types: it goes on telling where an image or a page is used."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import TextField
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from cms.plugins.missing.content_types import is_missing

__all__ = ["name_field"]


def name_field(instance: Any, **_kwargs: Any) -> None:
    """Give a reference that was loaded a field to name, if its model or the block that it stands in is missing.

    Wagtail looks the field and the block up to say where an object is used. A receiver of ``post_init``.
    """
    loaded = instance.__dict__
    if "content_type_id" not in loaded or "model_path" not in loaded:
        return
    name, *path = loaded["model_path"].split(".")
    if is_missing(loaded["content_type_id"]) or (path and _leads_nowhere(loaded["content_type_id"], name, path)):
        field = TextField(name=name, verbose_name=name.replace("_", " "))
        field.set_attributes_from_name(name)
        loaded["source_field"] = loaded["related_field"] = field


def _leads_nowhere(content_type_id: int, name: str, path: list[str]) -> bool:
    """Whether ``path`` is within a stream and names a block that is not installed there."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    field = next((field for field in model._meta.concrete_fields if field.name == name), None) if model else None
    block = field.stream_block if isinstance(field, StreamField) else None
    for step in path:
        if not isinstance(block, StreamBlock):
            return False
        if step not in block.child_blocks:
            return True
        block = block.child_blocks[step]
    return False
