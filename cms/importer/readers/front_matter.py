"""The YAML block at the top of a Jekyll page, read with the C safe loader.

The loader only composes: no value is ever made into an object, so tags, dates that do not exist and
``title: Yes`` are all harmless. Scalars are taken as they are written. Before composing, the stream
of events is checked for size, depth and aliases, so that a small file cannot ask for much memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from cms.errors import SourceError

__all__ = ["FrontMatter", "split"]

MAX_CHARACTERS = 64_000
MAX_DEPTH = 20
MAX_ALIASES = 20

# Jekyll's own pattern: three dashes on the first line, closed by three dashes or three dots.
_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENING = re.compile(r"\A---[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a page and the text under them.

    ``values`` holds the keys with a single value, as written; ``keys`` every key once, in order;
    ``repeated`` the keys that occur more than once (the last one counts, as in Jekyll); ``lines`` the
    line of each key; ``body_line`` the line on which ``body`` begins.
    """

    values: Mapping[str, str]
    keys: tuple[str, ...]
    repeated: tuple[str, ...]
    lines: Mapping[str, int]
    body: str
    body_line: int


def split(path: str, text: str) -> FrontMatter:
    """Take a page apart. A text without front matter has no keys and is all body."""
    if not _OPENING.match(text):
        return FrontMatter({}, (), (), {}, text, 1)
    found = _BLOCK.match(text)
    if found is None:
        raise SourceError(path, "the front matter is opened by --- but never closed", 1)
    body_line = text.count("\n", 0, found.end()) + 1
    mapping = _compose(path, found["yaml"])
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    repeated: list[str] = []
    for key_node, value_node in mapping:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        line = key_node.start_mark.line + 2
        if key is None:
            raise SourceError(path, "a key of the front matter is not a single word", line)
        if key in lines and key not in repeated:
            repeated.append(key)
        lines[key] = line
        values.pop(key, None)
        if isinstance(value_node, yaml.ScalarNode):
            values[key] = _scalar(value_node)
    return FrontMatter(values, tuple(lines), tuple(repeated), lines, text[found.end() :], body_line)


def _scalar(node: yaml.ScalarNode) -> str:
    # An empty plain value and ~ are YAML's null; every other scalar stays the text that it is.
    if node.style is None and node.value in ("", "~", "null", "Null", "NULL"):
        return ""
    return str(node.value)


def _compose(path: str, text: str) -> list[tuple[yaml.Node, yaml.Node]]:
    if len(text) > MAX_CHARACTERS:
        raise SourceError(path, f"the front matter is longer than {MAX_CHARACTERS} characters", 1)
    try:
        _check_events(path, text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark is not None else 1
        problem = error.problem or "cannot be parsed"
        raise SourceError(path, f"broken YAML in the front matter: {problem}", line) from error
    except yaml.YAMLError as error:
        raise SourceError(path, f"broken YAML in the front matter: {error}", 1) from error
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise SourceError(path, "the front matter is not a list of keys and values", 2)
    return list(node.value)


def _check_events(path: str, text: str) -> None:
    depth = aliases = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 2 if event.start_mark is not None else 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
        if depth > MAX_DEPTH:
            raise SourceError(path, f"the front matter is nested deeper than {MAX_DEPTH}", line)
        if aliases > MAX_ALIASES:
            raise SourceError(path, f"the front matter uses more than {MAX_ALIASES} aliases", line)
