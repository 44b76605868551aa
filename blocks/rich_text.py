"""Rich text as the public gets it: HTML with real URLs, in which nothing hidden is named.

``RichTextBlock`` is the rich text of every block, ``RichTextSerializer`` the API's form of a page's rich text fields.
Both always answer with HTML: the API's ``rich_text_format`` parameter does not reach them, because Wagtail's database
formats would name pages and files that the reader may not see.
"""

import re
from typing import Any

from rest_framework.fields import Field
from wagtail.blocks import RichTextBlock as WagtailRichTextBlock
from wagtail.rich_text import RichText, expand_db_html

from blocks.links import absolute_links, without_dead_links

__all__ = [
    "CELL_FEATURES",
    "TEXT_FEATURES",
    "RichTextBlock",
    "RichTextSerializer",
    "to_public_html",
    "without_paragraph",
]

#: What the rich text of a block offers. Headings are sections, so that they appear in “On this page”.
TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "code", "superscript", "subscript"]

#: What the cell of a table offers.
CELL_FEATURES = ["bold", "italic", "link", "document-link"]

_BLOCK_KEY = re.compile(r'(<[a-z][a-z0-9]*) data-block-key="[^"<>]*"')
_SINGLE_PARAGRAPH = re.compile(r"\s*<p\b[^>]*>((?:(?!</?p\b).)*)</p>\s*", re.DOTALL)


def to_public_html(source: str | RichText | None) -> str:
    """The HTML of ``source`` (rich text as it is stored): absolute URLs, links to what is not public as plain text, and
    none of the editor's own attributes.
    """
    html = source.source if isinstance(source, RichText) else source or ""
    with absolute_links():
        html = expand_db_html(html)
    return _BLOCK_KEY.sub(r"\1", without_dead_links(html))


def without_paragraph(html: str) -> str:
    """``html`` without the ``<p>`` around it when that is all there is, as for the cell of a table."""
    single = _SINGLE_PARAGRAPH.fullmatch(html)
    return single[1] if single else html


class RichTextBlock(WagtailRichTextBlock):
    """Rich text with the features of the section blocks. In the API it is a string of HTML."""

    def __init__(self, features: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES if features is None else features, **kwargs)

    def get_api_representation(self, value: RichText, context: dict[str, Any] | None = None) -> str:
        """The HTML as ``to_public_html`` describes it."""
        return to_public_html(value)


class RichTextSerializer(Field[Any, Any, Any, Any]):
    """The API's form of a rich text field of a model."""

    def to_representation(self, value: str) -> str:
        """The HTML as ``to_public_html`` describes it. ``value`` is the field's stored text."""
        return to_public_html(value)
