"""Markdown-it rules for kramdown's ``{#id}``, ``{: ...}`` and ``{:toc}``. Used by ``markdown.py``.

Attributes are how a site looks; only the id of a heading is content, because links lead to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cms.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["Rendered", "plugin", "refuse_extensions", "rendered"]

_EXTENSION = re.compile(r"\{(?:::|:/)[^}\n]*\}?")
_LINE = re.compile(r"\{:(?!:|/)([^}\n]*)\}[ \t]*\Z")
_SPAN = re.compile(r"\{:(?!:|/)[^}\n]*\}")
_HEADER_ID = re.compile(r"[ \t]*\{#([A-Za-z][\w:.-]*)\}[ \t]*\Z")
_ID = re.compile(r"#([A-Za-z][\w:.-]*)|\bid=[\"']([A-Za-z][\w:.-]*)[\"']")
_TOC = "kramdown_toc"


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML, and how many ``{:toc}`` lists were left out of it."""

    html: str
    tables_of_contents: int


def rendered(html: str, env: MutableMapping[str, object]) -> Rendered:
    """Put the result of a run together."""
    count = env.get(_TOC, 0)
    return Rendered(html, count if isinstance(count, int) else 0)


def refuse_extensions(path: str, text: str, first_line: int) -> None:
    """Raise ``SourceError`` at the first ``{::...}``: what it stands for is not known here."""
    if found := _EXTENSION.search(text):
        line = first_line + text.count("\n", 0, found.start())
        reason = f"kramdown extensions are not supported: {found.group()[:40]}"
        raise SourceError(path, reason, line)


def plugin(parser: MarkdownIt) -> None:
    """Add the rules."""
    others: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("reference", "kramdown_attributes", _block_rule, others)
    parser.inline.ruler.before("text", "kramdown_attributes", _inline_rule)
    parser.core.ruler.after("block", "kramdown_attributes", _apply)


def _block_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    found = _LINE.match(state.src[start : state.eMarks[start_line]])
    if found is None:
        return False
    if not silent:
        token = state.push("kramdown_attributes", "", 0)
        token.hidden = True
        token.meta = {"attributes": found[1].strip()}
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


def _inline_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or state.pos == 0 or state.src[state.pos - 1].isspace():
        return False
    found = _SPAN.match(state.src, state.pos)
    if found is None:
        return False
    state.pos = found.end()
    return True


def _apply(state: StateCore) -> None:
    """Give headings their ids, take out ``{:toc}`` lists and the attribute lines themselves."""
    tokens: list[Token] = []
    pending = ""
    for token in state.tokens:
        if token.type != "kramdown_attributes":
            if token.type == "heading_open" and pending:
                token.attrSet("id", pending)
            if not token.type.endswith("_close"):
                pending = ""
            tokens.append(token)
            continue
        attributes: str = token.meta["attributes"]
        if "toc" in attributes.split() and _drop_list(tokens):
            count = state.env.get(_TOC, 0)
            state.env[_TOC] = count + 1 if isinstance(count, int) else 1
        elif found := _ID.search(attributes):
            heading = _heading_just_before(tokens, token)
            if heading is not None:
                heading.attrSet("id", found[1] or found[2])
            else:
                pending = found[1] or found[2]
    state.tokens = tokens
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open" and (found := _HEADER_ID.search(inline.content)):
            heading.attrSet("id", found[1])
            inline.content = inline.content[: found.start()]


def _heading_just_before(tokens: list[Token], token: Token) -> Token | None:
    if len(tokens) < 3 or tokens[-1].type != "heading_close":
        return None
    heading = tokens[-3]
    adjacent = heading.map is not None and token.map is not None and heading.map[1] == token.map[0]
    return heading if adjacent else None


def _drop_list(tokens: list[Token]) -> bool:
    if not tokens or tokens[-1].type not in {"bullet_list_close", "ordered_list_close"}:
        return False
    level = tokens[-1].level
    opening = tokens[-1].type.replace("close", "open")
    while tokens:
        token = tokens.pop()
        if token.type == opening and token.level == level:
            break
    return True
