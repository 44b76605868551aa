"""Tables: rows of cells with rich text, a caption, and header cells in the first row, the first column or both.

The rows are edited in the grid of Wagtail's typed table block. Its own caption and column headings stay hidden
(``static/blocks/editor.css``): headings here are cells of the first row, so that they too can hold links and emphasis.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.api.rich_text import APIRichText
from wagtail.blocks import BooleanBlock, CharBlock, StructBlock, StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.rich_text import RichText, get_text_for_indexing

from blocks import groups
from blocks.rich_text import CELL_FEATURES, CellText, RichTextBlock, to_public_text, without_paragraph

__all__ = ["RowsBlock", "TableBlock", "TableData", "TableRows"]


class TableData(TypedDict):
    """A table in the API. Every cell is HTML, and every row has the same number of cells. With ``header_row`` the cells
    of the first row are headers, with ``header_column`` the first cell of each row is.
    """

    caption: str
    header_row: bool
    header_column: bool
    rows: list[list[CellText]]


class TableRows(TypedTable):
    """The rows of a table. ``cells`` has a list of ``RichText`` per row, all of the same length."""

    def __init__(self, block: TypedTableBlock, cells: list[list[RichText]]) -> None:
        width = max(map(len, cells), default=0)
        self.cells = [row + [RichText("")] * (width - len(row)) for row in cells]
        super().__init__(
            columns=[{"block": block, "heading": ""} for _column in range(width)],
            row_data=[{"values": row} for row in self.cells],
            caption="",
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TableRows) and self.cells == other.cells

    __hash__ = None  # type: ignore[assignment]  # mutable, like a list

    def __bool__(self) -> bool:
        return bool(self.cells)


class RowsBlock(TypedTableBlock):
    """The rows of a table, stored as ``[{"cells": [rich text, ...]}, ...]``."""

    cell = RichTextBlock(required=False, features=CELL_FEATURES, label=_("Column"))

    def to_python(self, value: Any) -> TableRows:
        """The rows from their stored form. Short rows are filled up with empty cells."""
        return self._rows([[RichText(cell) for cell in row["cells"]] for row in value or []])

    def normalize(self, value: Any) -> TableRows:
        """The rows from any form."""
        return value if isinstance(value, TableRows) else self.to_python(value)

    def get_prep_value(self, table: TableRows) -> list[dict[str, list[str]]]:
        """The stored form."""
        return [{"cells": [cell.source for cell in row]} for row in table.cells]

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> TableRows:
        """The rows from the editor's form, or from an API request (see ``value_for_form``)."""
        posted = data.get(prefix)
        if isinstance(posted, TableRows):
            return posted
        return self._rows([row["values"] for row in super().value_from_datadict(data, files, prefix).row_data])

    def value_for_form(self, table: TableRows) -> TableRows:
        """The rows as Wagtail's API v3 puts them into a form. What arrives there has not been through the editor, so
        everything that a cell does not offer is taken out.
        """
        return self._rows(
            [
                [RichText(APIRichText.sanitize_db_html(cell.source, features=CELL_FEATURES)[0]) for cell in row]
                for row in table.cells
            ]
        )

    def clean(self, table: TableRows) -> TableRows:
        """Validate each cell."""
        return self._rows([row["values"] for row in super().clean(table).row_data])

    def get_api_representation(self, table: TableRows, context: dict[str, Any] | None = None) -> list[list[CellText]]:
        """The cells as rich text, row by row."""
        return [[without_paragraph(to_public_text(cell, CELL_FEATURES)) for cell in row] for row in table.cells]

    def render_basic(self, value: TableRows, context: dict[str, Any] | None = None) -> str:
        """A plain table, for comparing versions in the admin."""
        rows = format_html_join(
            "\n",
            "<tr>{}</tr>",
            ((format_html_join("", "<td>{}</td>", ((cell,) for cell in row)),) for row in value.cells),
        )
        return format_html("<table>{}</table>", rows)

    def _rows(self, cells: list[list[RichText]]) -> TableRows:
        return TableRows(self.child_blocks["cell"], cells)

    class Meta:
        default = [{"cells": ["", ""]}, {"cells": ["", ""]}]


class TableBlock(StructBlock):
    """A table with a caption."""

    caption = CharBlock(
        label=_("Caption"), max_length=255, help_text=_("What the table is about. Screen readers say it first.")
    )
    header_row = BooleanBlock(
        label=_("First row is a header"), required=False, default=True, help_text=_("It says what each column holds.")
    )
    header_column = BooleanBlock(
        label=_("First column is a header"),
        required=False,
        default=False,
        help_text=_("It says what each row is about."),
    )
    rows = RowsBlock(label=_("Rows"))

    def clean(self, value: Any) -> Any:
        """Require cells, and a text in every header cell. Only the corner of two headers may stay empty."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        cells = cleaned["rows"].cells
        if not cells:
            raise StructBlockValidationError(non_block_errors=[ValidationError(_("The table has no cells."))])
        headers = [*(cells[0] if cleaned["header_row"] else []), *(row[0] for row in cells if cleaned["header_column"])]
        if cleaned["header_row"] and cleaned["header_column"]:
            headers = [*cells[0][1:], *(row[0] for row in cells[1:])]
        if not all(get_text_for_indexing(header.source) for header in headers):
            problem = ValidationError(
                _("A header cell is empty. Say what its column or row holds."), code="empty_header"
            )
            raise StructBlockValidationError(non_block_errors=[problem])
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """For the template: the cells of the header row (none without one) and the rows below it, as HTML."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        rows = [[_cell_html(cell) for cell in row] for row in value["rows"].cells]
        headers = 1 if value["header_row"] else 0
        context["header_cells"] = rows[0] if headers and rows else []
        context["body_rows"] = rows[headers:]
        return context

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> TableData:
        """See ``TableData``."""
        return TableData(
            caption=value["caption"] or "",
            header_row=bool(value["header_row"]),
            header_column=bool(value["header_column"]),
            rows=self.child_blocks["rows"].get_api_representation(value["rows"], context),
        )

    class Meta:
        label = _("Table")
        icon = "table"
        group = groups.DATA
        template = "blocks/table.html"
        form_classname = "struct-block table-block"
        label_format = "{caption}"
        description = _("Rows and columns with a caption. For figures and comparisons, not for layout.")
        preview_value = {
            "caption": "Places and rhythm of the meet-ups",
            "header_row": True,
            "header_column": True,
            "rows": [
                {"cells": ["Community", "Place", "Rhythm"]},
                {"cells": ["Service design", "Canberra", "Every month"]},
                {"cells": ["Content design", "Sydney and online", "Every two months"]},
            ],
        }


def _cell_html(cell: RichText) -> SafeString:
    return mark_safe(without_paragraph(str(cell)))  # noqa: S308  # rich text renders as safe HTML
