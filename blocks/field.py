"""The field that holds a page's body.

It is slim: a migration records only the slot, and the stream's definition is built on first use from what is registered
by then. A plugin that adds a block therefore changes no migration.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.utils.functional import cached_property
from wagtail.fields import StreamField

from blocks.anchors import assign_anchors
from blocks.stream import SectionStream
from cms.plugins.description import NAME

__all__ = ["SectionsField", "every_sections_field"]


class SectionsField(StreamField):
    """A StreamField whose blocks are those registered for ``slot``, which names the body: by custom the page type."""

    def __init__(self, slot: str, **kwargs: Any) -> None:
        if not NAME.fullmatch(slot):
            raise ValueError(f"Slot {slot!r} must be lower case letters, digits and underscores.")
        self.slot = slot
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self) -> SectionStream:
        """The body's definition. Replaces StreamField's, which needs the blocks when the model class is made."""
        block = SectionStream(self.slot)
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Name, path and arguments for migrations: the slot, and none of the blocks."""
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        kwargs["slot"] = self.slot
        return name, path, [], kwargs

    def clean(self, value: Any, model_instance: Any) -> Any:
        """Validate as any field does, and give every section its anchor."""
        value = super().clean(value, model_instance)
        assign_anchors(value)
        return value


def every_sections_field() -> Iterator[SectionsField]:
    """Every body of every installed model, in the order of the apps."""
    for model in apps.get_models():
        yield from (field for field in model._meta.get_fields() if isinstance(field, SectionsField))
