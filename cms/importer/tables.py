"""HTML tables to the table block: rows of the same length, header row and column. Called by ``html_blocks.py``."""

from __future__ import annotations

from bs4.element import Tag

from cms.importer.document import Note, NoteKind, Table
from cms.importer.html_tree import attribute
from cms.importer.inline_html import InlineHtml, text_of
from cms.importer.rich_text import clean_cell

__all__ = ["table_of"]

_MAX_COLUMNS = 100


def table_of(tag: Tag, inline: InlineHtml, notes: list[Note], depth: int) -> Table | None:
    """The table, or None when it has no cell. A merged cell's text stands in its first place."""
    rows: list[list[str]] = []
    heads: list[list[bool]] = []
    taken: set[tuple[int, int]] = set()
    merged = False
    for number, row in enumerate(_rows(tag)):
        cells: dict[int, str] = {}
        head: list[bool] = []
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while (number, column) in taken:
                column += 1
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            merged = merged or across > 1 or down > 1
            cells[column] = clean_cell(inline.write(cell.children, depth + 1))
            head.append(cell.name == "th")
            taken.update((number + y, column + x) for y in range(down) for x in range(across))
            column += across
        rows.append([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])
        heads.append(head)
    width = max((len(row) for row in rows), default=0)
    if not width:
        return None
    caption_tag = tag.find("caption", recursive=False)
    caption = text_of(caption_tag) if isinstance(caption_tag, Tag) else ""
    if merged:
        shown = caption or " ".join(rows[0])[:40]
        notes.append(Note(NoteKind.PERSON, f"a table has merged cells, check it: “{shown}”"))
    header_row = bool(heads[0]) and all(heads[0])
    beside = [head for head in (heads[1:] if header_row else heads) if head]
    return Table(
        rows=tuple(tuple(row + [""] * (width - len(row))) for row in rows),
        header_row=header_row,
        header_column=bool(beside) and all(head[0] for head in beside),
        caption=caption,
    )


def _rows(tag: Tag) -> list[Tag]:
    return [row for row in tag.find_all("tr") if row.find_parent("table") is tag]


def _span(cell: Tag, name: str) -> int:
    value = attribute(cell, name)
    return min(int(value), _MAX_COLUMNS) if value.isascii() and value.isdigit() and value != "0" else 1
