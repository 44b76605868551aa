"""Documents to download."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, ListBlock, StructBlock, StructValue
from wagtail.documents.blocks import DocumentChooserBlock

from blocks import groups
from blocks.previews import newest_documents
from blocks.references import DocumentReference, document_reference

__all__ = ["DocumentItemData", "DocumentsBlock", "DocumentsData"]


class DocumentItemData(TypedDict):
    """One document. ``title`` is what this page calls it."""

    document: DocumentReference
    title: str
    description: str


class DocumentsData(TypedDict):
    """Documents in the API, in their order; those that the public may not see are left out."""

    documents: list[DocumentItemData]


class DocumentsValue(StructValue):
    """The value of a documents block."""

    @property
    def public_documents(self) -> list[tuple[Any, DocumentReference]]:
        """The items whose documents the public may see, with the references."""
        items = ((item, document_reference(item["document"])) for item in self["documents"])
        return [(item, reference) for item, reference in items if reference is not None]


class DocumentItemBlock(StructBlock):
    """One document."""

    document = DocumentChooserBlock(label=_("Document"))
    title = CharBlock(
        label=_("Title"),
        required=False,
        default="",
        max_length=255,
        help_text=_("Empty, the document’s own title is used. File type and size are added."),
    )
    description = CharBlock(
        label=_("Description"), required=False, default="", max_length=500, help_text=_("Who needs it, and what for.")
    )

    class Meta:
        label = _("Document")
        icon = "doc-full"
        label_format = "{title}"


class DocumentsBlock(StructBlock):
    """A list of documents with their types and sizes."""

    documents = ListBlock(DocumentItemBlock(), label=_("Documents"), min_num=1)

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> DocumentsData:
        """See ``DocumentsData``."""
        return DocumentsData(
            documents=[
                DocumentItemData(
                    document=reference, title=item["title"] or reference["title"], description=item["description"] or ""
                )
                for item, reference in value.public_documents
            ]
        )

    def get_preview_value(self) -> Any:
        """The newest documents of the library."""
        return self.normalize(
            {"documents": [{"document": document, "title": "", "description": ""} for document in newest_documents(2)]}
        )

    class Meta:
        label = _("Documents")
        icon = "doc-full"
        group = groups.MEDIA
        template = "blocks/documents.html"
        value_class = DocumentsValue
        description = _("Files to download, with their type and size.")
