"""Chooser blocks that load, in bulk, what the references to the chosen objects need.

Used by the blocks that refer to images, contacts and pages, so that a body costs a constant number of queries whatever
the number of its blocks.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.renditions import read_renditions

__all__ = ["ContactChooserBlock", "ImageChooserBlock"]


class ImageChooserBlock(WagtailImageChooserBlock):
    """Chooses an image and loads its renditions with it."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """The images; one query for them, one for their renditions."""
        images: list[Any] = super().bulk_to_python(list(values))
        read_renditions(images)
        return images


class ContactChooserBlock(SnippetChooserBlock):
    """Chooses a contact and loads its organisation with it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("target_model", None)
        super().__init__("pages.Contact", **kwargs)

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """The contacts; one query for them, one for their organisations."""
        contacts: list[Any] = super().bulk_to_python(list(values))
        prefetch_related_objects([contact for contact in contacts if contact is not None], "organisation")
        return contacts
