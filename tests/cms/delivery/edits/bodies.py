"""Bodies that refer to everything there is."""

import random
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from tests.factories.pages import rich_text

__all__ = ["body_at_random", "body_of"]


def body_of(links: list[Page], document: Any, image: Any, parent: Page | None) -> list[dict[str, Any]]:
    """Rich text with ``links``; a document, an image and the children of ``parent`` if there are any; programs."""
    text = " ".join(f'<a linktype="page" id="{page.pk}">to a page</a>' for page in links)
    body = [rich_text(f'{text} <a linktype="document" id="{document.pk}">d</a>' if document else text)]
    if image:
        body.append({"type": "image", "value": {"image": image.pk, "alt": "x", "decorative": False}})
    if parent:
        below = {"source": "children", "parent": parent.pk, "order": "tree", "limit": 9, "pages": []}
        body.append({"type": "listing", "value": below})
    body.append(
        {"type": "listing", "value": {"source": "type", "page_type": "pages.ProgramPage", "order": "title", "limit": 9}}
    )
    return body


def body_at_random(chance: random.Random) -> list[dict[str, Any]]:
    """The same, of what there is."""
    pages = list(Page.objects.filter(depth__gte=2).order_by("pk"))
    document = chance.choice([None, *get_document_model().objects.order_by("pk")])
    image = chance.choice([None, *get_image_model().objects.order_by("pk")])
    body = body_of(chance.choices(pages, k=3), document, image, chance.choice(pages))
    return [block for block in body if chance.random() < 0.8]
