"""Turns the names that content files use for other objects into what blocks and fields store: their primary keys.

In a block, the keys of ``BLOCK_REFERENCES`` hold such a name; in rich text, ``<a href="page:/some/path/">`` does.
"""

import re
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Page

from cms.demo.directory import Directory

__all__ = ["References"]

BLOCK_REFERENCES = {
    "page": "page",
    "parent": "page",
    "image": "image",
    "document": "document",
    "contact": "contact",
}

_PAGE_LINK = re.compile(r'<a\s+href="page:(?P<path>[^"]+)">')


class References:
    """Knows the directory and the pages made so far (by URL path)."""

    def __init__(self, directory: Directory, pages: dict[str, Page]) -> None:
        self.directory = directory
        self.pages = pages

    def page(self, path: str) -> Page:
        """The page at ``path``. Raises ``KeyError``, which names it, when the content files are wrong."""
        try:
            return self.pages[path]
        except KeyError:
            raise KeyError(f"The demo content refers to page {path!r}, which no file describes.") from None

    def stream(self, blocks: list[dict[str, Any]], path: str) -> list[dict[str, Any]]:
        """Raw stream data for ``blocks``, each written as ``{type: value}``. ``path`` names the page, for stable
        block ids.
        """
        raw = []
        for number, block in enumerate(blocks):
            ((block_type, value),) = block.items()
            place = f"{path}{number}/"
            if block_type == "section":
                value = {**value, "content": self.stream(value["content"], place)}
            else:
                value = self.value(value)
            raw.append({"type": block_type, "value": value, "id": str(uuid5(NAMESPACE_URL, place))})
        return raw

    def value(self, value: Any, key: str = "") -> Any:
        """``value`` of a block with every name replaced; ``key`` is the name of the field that holds it."""
        if isinstance(value, dict):
            return {name: self.value(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.value(inner, key) for inner in value]
        if isinstance(value, str):
            kind = BLOCK_REFERENCES.get(key)
            if kind:
                return (self.page(value) if kind == "page" else self.directory.get(kind, value)).pk
            return self.rich_text(value)
        return value

    def rich_text(self, html: str) -> str:
        """``html`` with links to pages as Wagtail stores them."""
        return _PAGE_LINK.sub(lambda found: f'<a linktype="page" id="{self.page(found["path"]).pk}">', html)
