"""How an object looks from a relation that its page type left to the API: a foreign key, a many-to-many, a child.

Page types of ours state a serializer for each of their relations. A plugin's page type may not: then version 2's
serializers and version 3's schemas ask here, so that nothing private shows either way.
"""

from typing import Any

from django.db.models import Model
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import CollectionMember, DraftStateMixin, Page

from blocks.references import (
    DocumentReference,
    ImageReference,
    PageReference,
    document_reference,
    image_reference,
    page_reference,
)
from blocks.visibility import is_public_file

__all__ = ["Reference", "has_reference", "is_public", "reference"]

Reference = PageReference | ImageReference | DocumentReference
WITH_REFERENCE = (Page, AbstractImage, AbstractDocument)


def has_reference(model: type[Model]) -> bool:
    """Whether objects of ``model`` are shown as a reference (``blocks.references``)."""
    return issubclass(model, WITH_REFERENCE)


def reference(target: Any) -> Reference | None:
    """The reference to a page, an image or a document; ``None`` when it is not public."""
    if isinstance(target, Page):
        return page_reference(target)
    if isinstance(target, AbstractImage):
        return image_reference(target)
    return document_reference(target)


def is_public(target: Any) -> bool:
    """Whether the public may know of ``target``, an object of any kind."""
    if isinstance(target, Page):
        return page_reference(target) is not None
    if isinstance(target, CollectionMember):
        return is_public_file(target)
    if isinstance(target, DraftStateMixin):
        return bool(target.live)
    return True
