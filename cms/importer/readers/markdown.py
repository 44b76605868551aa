"""Markdown to HTML as kramdown would make it, with markdown-it-py.

Jekyll renders with kramdown (GFM input); markdown-it-py follows CommonMark. Handled here, so that a
page comes in as its site showed it:

- A list may follow a paragraph line without a blank line. CommonMark allows it for bullets and for
  ``1.``; kramdown for any number (``_numbered_list_after_paragraph``).
- Embedded block HTML goes on to its closing tag, blank and indented lines included, and Markdown in it
  stays text unless the element says ``markdown="1"``; an inline element never opens an HTML block
  (``kramdown_html.py``).
- Header ids ``## Heading {#id}``, attribute lists ``{: #id .class}`` after a block or a span, and the
  ``{:toc}`` list (``kramdown_attributes.py``). Of the attributes only a heading's id is kept.
- Typography: straight quotes become curly, ``--`` and ``---`` dashes, ``...`` an ellipsis, ``<<`` and
  ``>>`` guillemets; nothing else of markdown-it's typographer ("(c)" stays).
- Two backslashes at the end of a line break it.
- Footnotes become numbers in the text and a numbered list at its end; links between the two are left
  out, because rich text has no ids to link to.
- Definition lists, tables and ``~~strikethrough~~``.

Not handled: extensions (``{::comment}``) are refused with their line; tables without a header row,
``^`` as an end-of-block mark, abbreviations (``*[HTML]: ...``) and maths stay text; ``1)`` is a list
here and text in kramdown; a heading underlined with dashes may have several lines here.
Only ``jekyll.py`` calls this module.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from cms.importer.readers import kramdown_attributes, kramdown_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.renderer import RendererProtocol
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

__all__ = ["Rendered", "render"]

Rendered = kramdown_attributes.Rendered

_DASHES = (
    ("---", "\N{EM DASH}"),
    ("--", "\N{EN DASH}"),
    ("...", "\N{HORIZONTAL ELLIPSIS}"),
    ("<< ", "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{NO-BREAK SPACE}"),
    (" >>", "\N{NO-BREAK SPACE}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"),
    ("<<", "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}"),
    (">>", "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"),
)
_NUMBER = re.compile(r"\d{1,9}\.[ \t]+\S")


def render(path: str, text: str, first_line: int = 1) -> Rendered:
    """HTML of a text; ``SourceError`` when it uses a kramdown extension."""
    kramdown_attributes.refuse_extensions(path, text, first_line)
    env: dict[str, object] = {}
    html = _parser().render(text, env)
    return kramdown_attributes.rendered(html, env)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "typographer": True, "quotes": "“”‘’", "maxNesting": 50})
    parser.enable(["table", "strikethrough", "smartquotes"])
    parser.use(deflist_plugin)
    parser.use(footnote_plugin)
    parser.use(kramdown_html.plugin)
    parser.use(kramdown_attributes.plugin)
    parser.block.ruler.before(
        "list", "numbered_after_paragraph", _numbered_list_after_paragraph, {"alt": ["paragraph"]}
    )
    parser.add_render_rule("footnote_ref", _footnote_number)
    parser.add_render_rule("footnote_anchor", _nothing)
    parser.add_render_rule("footnote_block_open", _footnotes_open)
    parser.inline.ruler.before("escape", "kramdown_break", _double_backslash)
    parser.core.ruler.before("smartquotes", "kramdown_dashes", _dashes)
    return parser


def _numbered_list_after_paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Ends a paragraph before "2. ..."; the list itself is markdown-it's own rule."""
    if not silent or state.sCount[start_line] < state.blkIndent or state.is_code_block(start_line):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    return bool(_NUMBER.match(state.src, start, state.eMarks[start_line]))


def _double_backslash(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("\\\\\n", state.pos):
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += 3
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True


def _footnote_number(
    renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    return f"<sup>{tokens[index].meta['id'] + 1}</sup>"


def _footnotes_open(*_: object) -> str:
    return "<section>\n<ol>\n"


def _nothing(*_: object) -> str:
    return ""


def _dashes(state: StateCore) -> None:
    for token in state.tokens:
        autolinks = 0
        for child in token.children or []:
            if child.type in {"link_open", "link_close"} and child.info == "auto":
                autolinks += 1 if child.type == "link_open" else -1
            elif child.type == "text" and not autolinks:
                for typed, shown in _DASHES:
                    child.content = child.content.replace(typed, shown)
