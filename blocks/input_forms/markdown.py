"""Markdown as it is sent for rich text, as the HTML of the database: the dialect of Wagtail's ``db_markdown``.

Wagtail's own parser takes a time that grows with the square of a text; this one is CommonMark's, made for texts of
strangers. Pages and files are named as Wagtail names them: ``[text](wagtail://page?id=7)``. What a field does not
offer, its sanitiser takes out. Called by ``blocks.input_forms.rich_text``.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from pydantic_core import PydanticCustomError

__all__ = ["html_of_markdown"]

DEEPEST = 20  # elements around one another
SCHEME = "wagtail"
LINKS = frozenset({"page", "document"})
EMBEDS = frozenset({"image", "media"})
RAW = frozenset({"<sup>", "</sup>", "<sub>", "</sub>"})  # Markdown has no signs for them
TAGS = {"strong": "b", "em": "i"}  # as the editor writes them


class DatabaseRenderer(RendererHTML):
    """Writes HTML as the editor does. Its methods are called by the names of tokens."""

    def renderToken(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # its name
        """An element, without what only makes HTML easier to read."""
        token = tokens[idx]
        if token.hidden:
            return ""
        tag = TAGS.get(token.tag, token.tag)
        return f"</{tag}>" if token.nesting < 0 else f"<{tag}/>" if token.nesting == 0 else f"<{tag}>"

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A link to an address, a page or a document."""
        address = str(tokens[idx].attrs.get("href", ""))
        kind, named = _reference(address)
        if kind is None:
            return f'<a href="{escape(address)}">'
        if kind not in LINKS:
            raise _fault("There are no links to '{kind}'", kind=kind[:20])
        return f'<a linktype="{kind}" id="{_key(kind, named)}">'

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """An image of the library, or something from elsewhere that is embedded."""
        token = tokens[idx]
        alt = self.renderInlineAsText(token.children or [], options, env)
        kind, named = _reference(str(token.attrs.get("src", "")))
        if kind not in EMBEDS:
            raise _fault("An image is named by its id: ![Description](wagtail://image?id=7&format=left)")
        if kind == "media":
            return f'<embed embedtype="media" url="{escape(named.get("url", ""))}"/>'
        shape = f' format="{escape(named["format"])}"' if named.get("format") else ""
        return f'<embed embedtype="image" id="{_key(kind, named)}"{shape} alt="{escape(alt)}"/>'

    def html_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """A tag: a text like any other, but for those that Markdown has no signs for."""
        content = tokens[idx].content
        return content if content in RAW else str(escape(content))

    def html_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Lines that begin with a tag: a paragraph."""
        return f"<p>{_lines(tokens[idx].content)}</p>"

    def softbreak(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """The end of a line, as Wagtail reads it."""
        return "<br/>"

    hardbreak = softbreak

    def code_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        """Lines of code."""
        return f"<pre>{_lines(tokens[idx].content)}</pre>"

    fence = code_block


def html_of_markdown(sent: str) -> str:
    """The HTML of ``sent``, not sanitised. Raises ``PydanticCustomError`` for a reference that names nothing."""
    tokens = PARSER.parse(sent)
    for before, content, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        alone = content.type == "inline" and [each.type for each in content.children or ()] == ["image"]
        if alone:  # what is embedded stands between paragraphs
            before.hidden = after.hidden = True
    html: str = PARSER.renderer.render(tokens, PARSER.options, {})
    return html


PARSER = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}, renderer_cls=DatabaseRenderer)
PARSER.enable("strikethrough")


def _reference(address: str) -> tuple[str | None, dict[str, str]]:
    """What an address of Wagtail's scheme names, and how; ``None`` for another address."""
    parts = urlsplit(address)
    return (parts.netloc, dict(parse_qsl(parts.query))) if parts.scheme == SCHEME else (None, {})


def _key(kind: str, named: dict[str, str]) -> str:
    key = named.get("id", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise _fault("What is linked is named by its id: wagtail://{kind}?id=7", kind=kind)
    return key


def _fault(message: str, **said: str) -> PydanticCustomError:
    return PydanticCustomError("rich_text", message, said)


def _lines(text: str) -> str:
    return "<br/>".join(escape(line) for line in text.rstrip("\n").split("\n"))
