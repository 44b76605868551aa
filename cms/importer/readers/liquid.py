"""The few Liquid constructs that a Jekyll page may hold, replaced by what they stand for.

Recognised is the heading include of the seed's site::

    {% include hx.html lvl=2 text="What we offer" hide-back-to-top=1 %}

Nothing is ever evaluated. Any other ``{% ... %}`` or ``{{ ... }}`` is a ``SourceError`` with its line,
wherever it stands: Jekyll runs Liquid before Markdown, so a construct within a code block counts too
(Jekyll itself would have evaluated it there). A further construct is a further function in
``_CONSTRUCTS``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cms.errors import SourceError

__all__ = ["Expanded", "expand", "refuse"]

_MARK = re.compile(r"\{%|\{\{")
_TAG = re.compile(r"\{%-?(?P<inside>(?:\"[^\"]*\"|'[^']*'|(?!%\})[^\"'])*?)-?%\}")
_INCLUDE = re.compile(r"\s*include\s+(?P<file>[\w./-]+)(?P<parameters>.*)\Z", re.DOTALL)
_PARAMETER = re.compile(r"\s+(?P<name>[\w-]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[\w.-]+))")


@dataclass(frozen=True, slots=True)
class Expanded:
    """The text with its constructs replaced, as many lines long as before.

    ``back_to_top`` counts the headings that the layout would have given a link back to the top.
    """

    text: str
    headings: int
    back_to_top: int


class _Unknown(Exception):
    """The construct is none of ours; the message says why."""


def expand(path: str, text: str, first_line: int = 1) -> Expanded:
    """Replace every known construct; ``SourceError`` at the first that is not."""
    parts: list[str] = []
    position = headings = back_to_top = 0
    while found := _MARK.search(text, position):
        line = first_line + text.count("\n", 0, found.start())
        tag = _TAG.match(text, found.start())
        if found.group() == "{{" or tag is None:
            raise _refusal(path, text, found.start(), line)
        try:
            replacement, has_link = _replace(tag["inside"])
        except _Unknown as error:
            raise _refusal(path, text, found.start(), line, str(error)) from error
        headings += 1
        back_to_top += has_link
        parts.append(text[position : found.start()])
        # The tag may span lines; as many stay, so that later messages name the right one.
        parts.append(replacement + "\n" * tag.group().count("\n"))
        position = tag.end()
    parts.append(text[position:])
    return Expanded("".join(parts), headings, back_to_top)


def refuse(path: str, text: str, first_line: int = 1) -> None:
    """Raise ``SourceError`` if the text holds any Liquid at all."""
    if found := _MARK.search(text):
        line = first_line + text.count("\n", 0, found.start())
        raise _refusal(path, text, found.start(), line)


def _refusal(path: str, text: str, start: int, line: int, reason: str = "") -> SourceError:
    shown = text[start : start + 60].split("\n", 1)[0].strip()
    message = f"Liquid is not evaluated, and this is no construct that the import knows: {shown}"
    return SourceError(path, f"{message} ({reason})" if reason else message, line)


def _replace(inside: str) -> tuple[str, bool]:
    include = _INCLUDE.match(inside)
    if include is None:
        raise _Unknown
    construct = _CONSTRUCTS.get(include["file"])
    if construct is None:
        raise _Unknown
    return construct(_parameters(include["parameters"]))


def _parameters(text: str) -> dict[str, tuple[str, bool]]:
    """Name to (value, whether it was quoted: a bare word is a variable unless it is a number)."""
    values: dict[str, tuple[str, bool]] = {}
    position = 0
    text = text.rstrip()
    while position < len(text):
        found = _PARAMETER.match(text, position)
        if found is None:
            raise _Unknown("its parameters cannot be read")
        if found["name"] in values:
            raise _Unknown(f"{found['name']} is given twice")
        quoted = found["double"] if found["double"] is not None else found["single"]
        bare = found["bare"]
        values[found["name"]] = (quoted, True) if quoted is not None else (bare, False)
        position = found.end()
    return values


def _heading(parameters: Mapping[str, tuple[str, bool]]) -> tuple[str, bool]:
    unknown = sorted(set(parameters) - {"lvl", "text", "hide-back-to-top"})
    if unknown:
        raise _Unknown(f"unknown parameter {unknown[0]}")
    level, _ = parameters.get("lvl", ("", False))
    if level not in {"1", "2", "3", "4", "5", "6"}:
        raise _Unknown("lvl must be a number from 1 to 6")
    text, quoted = parameters.get("text", ("", True))
    if not quoted:
        raise _Unknown("text must be in quotes: a variable is not evaluated")
    if not text.strip():
        raise _Unknown("text is missing")
    # The include puts the text into HTML as it is, so entities in it already count.
    shown = html.escape(html.unescape(" ".join(text.split())), quote=False)
    return f"<h{level}>{shown}</h{level}>", "hide-back-to-top" not in parameters


_CONSTRUCTS: Mapping[str, Callable[[Mapping[str, tuple[str, bool]]], tuple[str, bool]]] = {
    "hx.html": _heading,
}
