"""Tables."""

from typing import Any

import pytest
from django.http import QueryDict

from blocks.tables import RowsBlock, TableRows
from tests.blocks.bodies import body, errors_of, in_api, in_html, stored

pytestmark = pytest.mark.django_db


def table(*rows: list[str], **fields: Any) -> dict[str, Any]:
    return {
        "caption": "Meet-ups",
        "header_row": True,
        "header_column": False,
        "rows": [{"cells": row} for row in rows],
        **fields,
    }


ROWS = (["Place", "Rhythm"], ["<p>Canberra</p>", "Every <b>month</b>"])


def test_the_api_tells_the_cells_row_by_row() -> None:
    assert in_api("table", table(*ROWS)) == {
        "caption": "Meet-ups",
        "header_row": True,
        "header_column": False,
        "rows": [["Place", "Rhythm"], ["Canberra", "Every <b>month</b>"]],
    }


def test_a_cell_with_several_paragraphs_keeps_them() -> None:
    two = "<p>One</p><p>Two</p>"

    assert in_api("table", table(["A"], [two]))["rows"][1] == [two]


def test_short_rows_are_filled_up() -> None:
    assert in_api("table", table(["A", "B", "C"], ["1"]))["rows"] == [["A", "B", "C"], ["1", "", ""]]


def test_a_table_is_stored_as_rows_of_cells() -> None:
    value = table(*ROWS)

    assert stored(body({"type": "table", "value": value}))[0]["value"] == value


def test_reading_and_writing_a_used_table_changes_nothing() -> None:
    value = body({"type": "table", "value": table(*ROWS)})
    value[0].value["caption"] = "Other"  # the block is now a Python value, not stored JSON

    assert stored(value)[0]["value"] == table(*ROWS, caption="Other")


def test_header_cells_have_a_scope() -> None:
    html = in_html("table", table(["", "Rhythm"], ["Canberra", "Monthly"], header_column=True))

    assert html.caption.get_text() == "Meet-ups"
    assert [(cell.get_text(), cell["scope"]) for cell in html.select("th")] == [("Rhythm", "col"), ("Canberra", "row")]
    assert html.select_one("thead td").get_text() == ""


def test_a_table_without_headers_has_none() -> None:
    html = in_html("table", table(*ROWS, header_row=False))

    assert html.select("th, thead") == []
    assert len(html.select("tbody tr")) == 2


def test_the_frame_of_a_wide_table_can_be_scrolled_by_keyboard_and_says_its_name() -> None:
    frame = in_html("table", table(*ROWS)).select_one("[tabindex='0']")

    assert (frame["role"], frame["aria-label"]) == ("region", "Meet-ups")


@pytest.mark.parametrize(
    ("rows", "fields", "accepted"),
    [
        ((["Place", ""], ["Canberra", "Monthly"]), {}, False),
        ((["Place", "<p></p>"], ["Canberra", "Monthly"]), {}, False),
        ((["Place", "Rhythm"], ["", "Monthly"]), {}, True),
        ((["Place", "Rhythm"], ["", "Monthly"]), {"header_column": True}, False),
        ((["", "Rhythm"], ["Canberra", "Monthly"]), {"header_column": True}, True),
        ((["", "Rhythm"], ["Canberra", "Monthly"]), {"header_row": False, "header_column": True}, False),
        ((["", ""], ["", ""]), {"header_row": False}, True),
        ((), {}, False),
    ],
    ids=["empty", "empty paragraph", "empty data", "row header", "corner", "no corner", "no headers", "no cells"],
)
def test_header_cells_must_not_be_empty(rows: tuple[list[str], ...], fields: dict[str, bool], accepted: bool) -> None:
    value = table(*rows, **fields)

    assert (errors_of("table", value) is None) == accepted
    assert errors_of("table", value, draft=True) is None


def test_a_caption_is_required() -> None:
    assert "caption" in errors_of("table", table(*ROWS, caption=""))["blockErrors"]


def test_the_editors_grid_gives_back_what_it_got() -> None:
    block = RowsBlock()
    block.set_name("rows")
    rows = block.to_python([{"cells": ["A", "B"]}, {"cells": ["1", "2"]}])
    state = block.get_form_state(rows)
    posted = QueryDict(mutable=True)
    posted.update({"rows-caption": state["caption"], "rows-column-count": "2", "rows-row-count": "2"})
    for number in range(2):
        column, row = f"rows-column-{number}", f"rows-row-{number}"
        posted.update({f"{column}-type": "cell", f"{column}-heading": "", f"{column}-deleted": ""})
        posted.update({f"{column}-order": number, f"{row}-deleted": "", f"{row}-order": 1 - number})
        for place, cell in enumerate(state["rows"][number]["values"]):
            posted[f"rows-cell-{number}-{place}"] = cell

    posted_rows = block.value_from_datadict(posted, {}, "rows")

    texts = [[_text(cell) for cell in row["cells"]] for row in block.get_prep_value(posted_rows)]
    assert texts == [["1", "2"], ["A", "B"]]  # the editor moved the second row up


def test_equal_rows_are_equal() -> None:
    block = RowsBlock()

    assert block.to_python([{"cells": ["A"]}]) == block.to_python([{"cells": ["A"]}])
    assert block.to_python([{"cells": ["A"]}]) != block.to_python([{"cells": ["B"]}])
    assert isinstance(block.normalize(None), TableRows)


def test_cells_that_arrive_through_the_api_are_cleaned() -> None:
    block = RowsBlock()
    rows = block.value_for_form(block.to_python([{"cells": ["<p>Hi<script>alert(1)</script> <b>you</b></p>"]}]))

    assert "script" not in block.get_prep_value(rows)[0]["cells"][0]
    assert "<b>you</b>" in block.get_prep_value(rows)[0]["cells"][0]


def test_the_words_of_a_table_are_found_by_search() -> None:
    value = body({"type": "table", "value": table(*ROWS)})

    found = value.stream_block.get_searchable_content(value)

    assert {"Meet-ups", "Place", "Rhythm", "Canberra", "Every month"} <= set(found)


def _text(source: str) -> str:
    return source.partition(">")[2].partition("<")[0]
