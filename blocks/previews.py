"""What the block chooser's previews show where a block refers to something: the newest of what there is.

Called by ``get_preview_value`` of blocks. Every function answers with nothing in an empty installation; the templates
then show what would stand there.
"""

from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from blocks.visibility import is_public_file, public_pages

__all__ = ["newest_documents", "newest_image", "newest_pages"]

_ENOUGH = 20  # restricted files among the newest are passed over, within reason


def newest_image() -> Any:
    """The newest public image, or ``None``."""
    return next(filter(is_public_file, get_image_model().objects.order_by("-pk")[:_ENOUGH]), None)


def newest_documents(number: int) -> list[Any]:
    """Up to ``number`` of the newest public documents."""
    return [
        document for document in get_document_model().objects.order_by("-pk")[:_ENOUGH] if is_public_file(document)
    ][:number]


def newest_pages(number: int) -> list[Page]:
    """Up to ``number`` of the newest public pages."""
    return list(public_pages(Page.objects.all()).order_by("-first_published_at", "-pk")[:number])
