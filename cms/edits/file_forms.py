"""The forms of images and documents, which have no hook before an edit: they find themselves stale.

Named by ``WAGTAILIMAGES_IMAGE_FORM_BASE`` and ``WAGTAILDOCS_DOCUMENT_FORM_BASE``. Forms elsewhere (uploads, the API)
do not say what they were opened with, and go on as ever. A file that was chosen has to be chosen again: browsers keep
none.
"""

from typing import Any

from django import forms
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.edits.refusal import Refusal, refusal_of, replaced_fields
from cms.edits.states import OPENED, is_stale

__all__ = ["DocumentForm", "ImageForm"]


class _FileForm(forms.ModelForm):  # type: ignore[type-arg]  # of images and of documents
    """Mixed into Wagtail's forms."""

    refusal: Refusal | None = None

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        self._editor = user
        super().__init__(*args, user=user, **kwargs)  # type: ignore[call-arg]  # Wagtail's form

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()
        if self.instance.pk and OPENED in self.data and is_stale(self.data, self.instance):
            self.refusal = refusal_of(self.instance, self._editor, self.data)
            self.refusal.replaced = replaced_fields(self)
            self.add_error(None, self.refusal.message)
        return cleaned


class ImageForm(_FileForm, BaseImageForm):
    """Wagtail's form of an image."""


class DocumentForm(_FileForm, BaseDocumentForm):
    """Wagtail's form of a document."""
