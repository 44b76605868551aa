"""Forms of Wagtail's choosers: the object that was chosen, as everything else refers to it; null when it is hidden.

Wagtail's own representation is the object's key, whoever may see it.
"""

from typing import Any

from typing_extensions import TypedDict
from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import DraftStateMixin
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.api_forms.form import ApiForm, register_api_form
from blocks.references import (
    DocumentReference,
    ImageReference,
    PageReference,
    document_reference,
    image_reference,
    page_reference,
)

__all__ = ["SnippetReference"]


class SnippetReference(TypedDict):
    """An entry of a plugin's own kind. ``type`` is the model's label, ``id`` its key as a text, ``title`` its name."""

    id: str
    type: str
    title: str


@register_api_form(PageChooserBlock)
def page_form(block: Any, name: str) -> ApiForm:
    """The reference to a page."""
    return ApiForm(PageReference, lambda value, context: page_reference(value), nullable=True)


@register_api_form(DocumentChooserBlock)
def document_form(block: Any, name: str) -> ApiForm:
    """The reference to a document."""
    return ApiForm(DocumentReference, lambda value, context: document_reference(value), nullable=True)


@register_api_form(ImageChooserBlock)
def image_form(block: Any, name: str) -> ApiForm:
    """The reference to an image, described as the image itself is."""
    return ApiForm(ImageReference, lambda value, context: image_reference(value), nullable=True)


@register_api_form(ImageBlock)
def described_image_form(block: Any, name: str) -> ApiForm:
    """The reference to an image, described as the block says."""

    def represent(value: Any, context: dict[str, Any] | None = None) -> ImageReference | None:
        if value is None:
            return None
        return image_reference(value, alt="" if value.decorative else value.contextual_alt_text)

    return ApiForm(ImageReference, represent, nullable=True)


@register_api_form(SnippetChooserBlock)
def snippet_form(block: Any, name: str) -> ApiForm:
    """The reference to a snippet; null while it is a draft."""

    def represent(value: Any, context: dict[str, Any] | None = None) -> SnippetReference | None:
        if value is None or (isinstance(value, DraftStateMixin) and not value.live):
            return None
        return SnippetReference(id=str(value.pk), type=value._meta.label, title=str(value))

    return ApiForm(SnippetReference, represent, nullable=True)
