"""The tables of ``docs/access.md``. Read by ``test_access``, and by plugins that serve the content in another form."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Table", "cells_of", "tables"]

DOCUMENT = Path(__file__).parents[3] / "docs" / "access.md"


@dataclass(frozen=True)
class Table:
    """One table of the page: the words of its heading, its columns, and its rows by their first cell, in order."""

    heading: str
    columns: tuple[str, ...]
    rows: dict[str, dict[str, str]]


def tables() -> list[Table]:
    """The tables, each below a heading."""
    found = []
    for part in re.split(r"^### ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _newline, rest = part.partition("\n")
        lines = [
            [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
            for line in rest.splitlines()
            if line.startswith("|")
        ]
        names = tuple(lines[0][1:])
        rows = {row[0]: dict(zip(names, row[1:], strict=True)) for row in lines[2:]}
        found.append(Table(heading.strip(), names, rows))
    return found


def cells_of(kind: str) -> list[Any]:
    """The tables of that kind, with each actor that their headings name."""
    found = []
    for table in tables():
        begins, _colon, actors = table.heading.partition(": ")
        found += [pytest.param(table, actor, id=actor) for actor in actors.split(", ") if begins == kind and actor]
    return found
