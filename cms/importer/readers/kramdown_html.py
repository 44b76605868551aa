"""A markdown-it block rule: embedded HTML as kramdown takes it.

An HTML block begins at a line that opens a block-level element and ends where that element is closed,
however many blank or indented lines lie between. An element that is never closed ends at the next
blank line. Lines that begin with an inline element are ordinary paragraphs. Used by ``markdown.py``.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

__all__ = ["plugin"]

_BLOCK_ELEMENTS = """
    address applet article aside audio blockquote body button canvas caption center
    col colgroup dd details dialog dir div dl dt embed fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 head header hgroup hr html iframe legend li link main map menu meta nav noscript object ol
    optgroup option p pre script section select style summary svg table tbody td textarea tfoot th thead
    title tr ul video
"""
_VOID = {"col", "embed", "hr", "link", "meta"}
_OPENING = re.compile(rf"<(/?)({'|'.join(_BLOCK_ELEMENTS.split())})(?=[\s/>]|$)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--")
_MARKDOWN = re.compile(r"\smarkdown\s*=\s*(?:\"(?:1|block|span)\"|'(?:1|block|span)'|1)", re.I)


def plugin(parser: MarkdownIt) -> None:
    """Put this rule in the place of markdown-it's own."""
    parser.block.ruler.at("html_block", _rule, {"alt": ["paragraph", "reference", "blockquote"]})


def _rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    line = state.src[start : state.eMarks[start_line]]
    opening = _OPENING.match(line)
    if opening is None and not _COMMENT.match(line):
        return False
    if silent:
        return True
    lines = _lines(state, start_line, end_line)
    if opening is None:
        count = _lines_until(lines, "-->")
    elif opening[1] or opening[2].lower() in _VOID:
        count = 1
    else:
        count = _lines_of_element(lines, opening[2])
    content = "\n".join(lines[:count]) + "\n"
    token = state.push("html_block", "", 0)
    token.map = [start_line, start_line + count]
    token.content = _with_markdown(state.md, content) if opening else content
    state.line = start_line + count
    return True


def _lines(state: StateBlock, start_line: int, end_line: int) -> list[str]:
    """The lines from here that belong to the same container (a list item, a quote)."""
    lines: list[str] = []
    for number in range(start_line, end_line):
        if number > start_line and not state.isEmpty(number) and state.sCount[number] < state.blkIndent:
            break
        lines.append(state.getLines(number, number + 1, state.blkIndent, False))
    return lines


def _lines_until(lines: list[str], mark: str) -> int:
    for number, line in enumerate(lines, 1):
        if mark in line:
            return number
    return _paragraph(lines)


def _paragraph(lines: list[str]) -> int:
    for number, line in enumerate(lines):
        if not line.strip():
            return max(number, 1)
    return len(lines)


def _lines_of_element(lines: list[str], name: str) -> int:
    tags = re.compile(rf"<!--|-->|<(/?){name}(?=[\s/>]|$)(?:[^<>]*(/)>)?", re.IGNORECASE)
    depth = 0
    commented = False
    for number, line in enumerate(lines, 1):
        for tag in tags.finditer(line):
            if tag.group() in {"<!--", "-->"}:
                commented = tag.group() == "<!--"
            elif not commented and not tag[2]:
                depth += -1 if tag[1] else 1
                if depth == 0:
                    return number
    return _paragraph(lines)


def _with_markdown(parser: MarkdownIt, content: str) -> str:
    """Render what is within an element that says markdown="1"."""
    head, closed, rest = content.partition(">")
    if not closed or not _MARKDOWN.search(head):
        return content
    inside, tag, tail = rest.rpartition("</")
    if not tag:
        inside, tail = rest, ""
    return f"{_MARKDOWN.sub('', head)}>\n{parser.render(textwrap.dedent(inside))}\n{tag}{tail}"
