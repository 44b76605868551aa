"""One filled-in value for each built-in block, as it is stored. Used by the golden files and by the tests of privacy.

``target`` objects are made by the caller: a page, an image and a document that every block with a link refers to.
"""

from dataclasses import dataclass
from typing import Any

from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ProgramPageFactory
from tests.factories.snippets import ContactFactory

__all__ = ["Targets", "stored_blocks"]


@dataclass
class Targets:
    """What the blocks refer to."""

    page: Any
    image: Any
    document: Any

    @classmethod
    def make(cls) -> "Targets":
        """Public ones."""
        page = ProgramPageFactory(title="Women in IT", summary="Coaching and mentoring.")
        return cls(page, ImageFactory(), DocumentFactory())

    @property
    def rich_text(self) -> str:
        """Text with a link to the page and one to the document."""
        page = f'<a linktype="page" id="{self.page.pk}">the program</a>'
        document = f'<a linktype="document" id="{self.document.pk}">the overview</a>'
        return f"<p>Read about {page} and open {document}, <b>today</b>.</p>"


def stored_blocks(targets: Targets) -> dict[str, Any]:
    """Values by block type."""
    text, page, image, document = targets.rich_text, targets.page.pk, targets.image.pk, targets.document.pk
    return {
        "section": {
            "heading": "Who can join",
            "level": "3",
            "anchor": "who-can-join",
            "content": [{"type": "rich_text", "value": text, "id": "00000000-0000-4000-8000-000000000002"}],
        },
        "divider": None,
        "rich_text": text,
        "callout": {"tone": "warning", "title": "Closing soon", "text": text},
        "quote": {
            "text": "We learn by doing.",
            "attribution": "Skills team",
            "role": "Organisers",
            "source_url": "https://skills.example.org/",
        },
        "steps": {"steps": [_item({"title": "Send the form", "text": text})]},
        "accordion": {"items": [_item({"title": "What does it cost?", "text": text})]},
        "facts": {"facts": [_item({"term": "Cost", "value": text})]},
        "table": {
            "caption": "Meet-ups",
            "header_row": True,
            "header_column": False,
            "rows": [{"cells": ["Place", "Rhythm"]}, {"cells": ["Canberra", text]}],
        },
        "code": {"language": "bash", "code": "curl /api/v3/pages/", "caption": "Every page"},
        "image": {
            "image": image,
            "alt_text": "People at a table",
            "decorative": False,
            "caption": "The first meet-up",
            "credit": "Skills team",
        },
        "video": {"url": "https://www.youtube.com/watch?v=abcdef12345", "title": "A day", "transcript": text},
        "documents": {"documents": [_item({"document": document, "title": "", "description": "One page."})]},
        "cards": {"cards": [_item({"title": "", "text": "Begin here.", "page": page, "url": "", "image": image})]},
        "listing": {
            "source": "chosen",
            "parent": None,
            "page_type": "",
            "pages": [_item(page)],
            "order": "tree",
            "limit": 3,
        },
        "call_to_action": {
            "text": "Apply",
            "description": "Until March.",
            "page": page,
            "document": None,
            "url": "",
            "email": "",
        },
        "contact": {"contact": ContactFactory().pk, "note": "Questions about applying"},
    }


def _item(value: Any) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": "00000000-0000-4000-8000-000000000003"}
