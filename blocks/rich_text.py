"""Rich text as the public gets it: HTML or Markdown with real URLs, in which nothing hidden is named.

``RichTextBlock`` is the rich text of every block, ``RichTextSerializer`` the API's form of a page's rich text fields.
Both answer in the format of the request (``rich_text_format``). Wagtail's database formats are not among them, because
they name pages and files that the reader may not see.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from django.conf import settings
from rest_framework.fields import Field
from wagtail.api.rich_text import APIRichText
from wagtail.blocks import RichTextBlock as WagtailRichTextBlock
from wagtail.rich_text import RichText, expand_db_html
from wagtail.rich_text import features as feature_registry

from blocks.links import absolute_links, without_dead_links

__all__ = [
    "CELL_FEATURES",
    "TEXT_FEATURES",
    "CellText",
    "PublicText",
    "RichTextBlock",
    "RichTextFormat",
    "RichTextMarker",
    "RichTextSerializer",
    "rich_text_in",
    "to_public_html",
    "to_public_text",
    "usual_features",
    "without_paragraph",
]

RichTextFormat = Literal["html", "markdown"]

#: What the rich text of a block offers. Headings are sections, so that they appear in “On this page”.
TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "code", "superscript", "subscript"]

#: What the cell of a table offers.
CELL_FEATURES = ["bold", "italic", "link", "document-link"]

_format: ContextVar[RichTextFormat] = ContextVar("rich_text_format", default="html")

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


@contextmanager
def rich_text_in(wanted: RichTextFormat) -> Iterator[None]:
    """Have ``to_public_text`` answer in this format within this block of code."""
    token = _format.set(wanted)
    try:
        yield
    finally:
        _format.reset(token)


def to_public_text(source: str | RichText | None, features: Sequence[str] | None = TEXT_FEATURES) -> str:
    """What ``to_public_html`` says, in the format that was asked for (``rich_text_in``).

    ``features`` are those of the editor that wrote it; ``None`` is the installation's usual ones.
    """
    html = to_public_html(source)
    if _format.get() == "html" or not html:
        return html
    # Only web addresses are left in it, so Wagtail's converter finds nothing to look up.
    offered = list(usual_features() if features is None else features)
    text: str = APIRichText.serialize(html, format="markdown", features=offered)
    return text.strip("\n")


def usual_features() -> list[str]:
    """The features of a rich text field that names none: those of the installation's editor."""
    editor = getattr(settings, "WAGTAILADMIN_RICH_TEXT_EDITORS", {}).get("default", {})
    features: list[str] = editor.get("OPTIONS", {}).get("features") or feature_registry.get_default_features()
    return features


@dataclass(frozen=True, slots=True)
class RichTextMarker:
    """Annotates a text as rich text, for schemas: its media type, and the features that it may use."""

    features: tuple[str, ...] | None = None
    description: str = "HTML; Markdown with `rich_text_format=markdown`."

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        offered = usual_features() if self.features is None else self.features
        return {
            **handler(core_schema),
            "contentMediaType": "text/html",
            "description": self.description,
            "x-rich-text-features": list(offered),
        }


#: The rich text of a block, in what it says of itself in the API.
PublicText = Annotated[str, RichTextMarker(tuple(TEXT_FEATURES))]

#: A cell of a table.
CellText = Annotated[str, RichTextMarker(tuple(CELL_FEATURES))]


def without_paragraph(html: str) -> str:
    """``html`` without the ``<p>`` around it when that is all there is, as for the cell of a table."""
    single = _SINGLE_PARAGRAPH.fullmatch(html)
    return single[1] if single else html


class RichTextBlock(WagtailRichTextBlock):
    """Rich text with the features of the section blocks."""

    def __init__(self, features: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES if features is None else features, **kwargs)

    def get_api_representation(self, value: RichText, context: dict[str, Any] | None = None) -> str:
        """The text as ``to_public_text`` describes it; its type is in ``blocks.api_forms.values``."""
        return to_public_text(value, self.features)


class RichTextSerializer(Field[Any, Any, Any, Any]):
    """The API's form of a rich text field of a model."""

    def to_representation(self, value: str) -> Annotated[str, RichTextMarker()]:
        """The text as ``to_public_text`` describes it. ``value`` is the field's stored text."""
        return to_public_text(value, features=None)
