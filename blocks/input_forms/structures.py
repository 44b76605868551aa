"""Forms of Wagtail's blocks that are made of others: structs, lists, streams, tables."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NotRequired
from uuid import uuid4

from annotated_types import MaxLen
from pydantic import AfterValidator, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from blocks.api_forms.naming import camel_case, list_of, object_type, one_of
from blocks.input_forms.form import InputForm, Reference, input_form, register_input_form
from blocks.input_forms.rich_text import rich_text_input
from blocks.input_forms.streams import MOST_BLOCKS, BlockId, stream_input, unique_ids
from blocks.rich_text import CELL_FEATURES
from blocks.tables import RowsBlock

__all__ = ["struct_input"]

MOST_ROWS, MOST_COLUMNS = 500, 50


@register_input_form(StructBlock, ImageBlock)
def struct_form(block: Any, name: str) -> InputForm:
    """An object."""
    return struct_input(block, name, {})


def struct_input(block: Any, name: str, special: Mapping[str, InputForm]) -> InputForm:
    """The form of ``block`` (a StructBlock): those of its children, or what is ``special`` of them.

    What is left out is what an editor finds in a new block; a list that is left out is empty.
    """
    children = {
        child_name: special.get(child_name) or input_form(child, f"{name}{camel_case(child_name)}")
        for child_name, child in block.child_blocks.items()
    }
    lists = {child_name for child_name, child in block.child_blocks.items() if isinstance(child, ListBlock)}

    def store(sent: dict[str, Any]) -> dict[str, Any]:
        stored = {child: form.store(sent[child]) for child, form in children.items() if child in sent}
        return {**{child: [] for child in lists}, **stored}

    def show(stored: Any) -> dict[str, Any]:
        known = stored if isinstance(stored, dict) else {}
        return {
            child: form.show(known[child]) if child in known else missing(child) for child, form in children.items()
        }

    def missing(child_name: str) -> Any:
        child = block.child_blocks[child_name]
        return children[child_name].show(child.get_prep_value(child.get_default()))

    def references(sent: dict[str, Any]) -> Iterator[Reference]:
        for child, form in children.items():
            if child in sent:
                yield from (each.below(child) for each in form.references(sent[child]))

    made = object_type(
        f"{name}Input",
        type(block).__doc__ or "",
        ((child, form.type if form.required else NotRequired[form.type]) for child, form in children.items()),
        strict=True,
    )
    return InputForm(made, store, show, references)


@register_input_form(ListBlock)
def list_form(block: Any, name: str) -> InputForm:
    """A list of ``{"value", "id"}``."""
    item = input_form(block.child_block, f"{name}Item")
    entry = object_type(
        f"{name}EntryInput",
        "An item of a list, as it is sent.",
        (("value", item.type), ("id", NotRequired[BlockId | None])),
        strict=True,
    )

    def store(sent: list[Any]) -> list[Any]:
        return [
            {"type": "item", "value": item.store(each["value"]), "id": each.get("id") or str(uuid4())} for each in sent
        ]

    def show(stored: Any) -> list[Any]:
        return [
            {"value": item.show(each["value"]), "id": each["id"]}
            if block._item_is_in_block_format(each)
            else {"value": item.show(each), "id": None}
            for each in stored or ()
        ]

    def references(sent: list[Any]) -> Iterator[Reference]:
        for place, each in enumerate(sent):
            yield from (found.below(place, "value") for found in item.references(each["value"]))

    kind: Any = Annotated[list_of(entry), MaxLen(MOST_BLOCKS), AfterValidator(unique_ids)]
    return InputForm(kind, store, show, references, required=bool(block.meta.min_num))


@register_input_form(StreamBlock)
def nested_stream_form(block: Any, name: str) -> InputForm:
    """A list of blocks, each with its type."""
    return stream_input(block, f"{name}BlockInput", prefix=name).form


@register_input_form(RowsBlock)
def rows_form(block: Any, name: str) -> InputForm:
    """The rows of a table: lists of cells, each rich text. Short rows are filled up."""
    cell: Any = rich_text_input(tuple(CELL_FEATURES))
    row: Any = Annotated[list_of(cell), MaxLen(MOST_COLUMNS)]
    return InputForm(
        Annotated[list_of(row), MaxLen(MOST_ROWS)],
        lambda sent: [{"cells": cells} for cells in sent],
        lambda stored: [[str(cell) for cell in line["cells"]] for line in stored or ()],
    )


@register_input_form(TypedTableBlock)
def typed_table_form(block: Any, name: str) -> InputForm:
    """A table with columns of different types; each cell is one of its column's."""
    children = {child: input_form(made, f"{name}{camel_case(child)}") for child, made in block.child_blocks.items()}
    kinds = {child: TypeAdapter(form.type) for child, form in children.items()}
    column = object_type(
        f"{name}ColumnInput",
        "A column of a table, as it is sent.",
        (("type", Annotated[str, MaxLen(100)]), ("heading", NotRequired[Annotated[str, MaxLen(1_000)]])),
        strict=True,
    )
    cell = one_of(form.type for form in children.values())
    row = object_type(
        f"{name}RowInput",
        "A row of a table, as it is sent.",
        (("values", Annotated[list_of(cell), MaxLen(MOST_COLUMNS)]),),
        strict=True,
    )
    table = object_type(
        f"{name}Input",
        "A table, as it is sent.",
        (
            ("columns", Annotated[list_of(column), MaxLen(MOST_COLUMNS)]),
            ("rows", Annotated[list_of(row), MaxLen(MOST_ROWS)]),
            ("caption", NotRequired[Annotated[str, MaxLen(1_000)]]),
        ),
        strict=True,
    )

    def fitting(sent: Any) -> Any:
        types = [entry["type"] for entry in sent["columns"]]
        if unknown := set(types) - set(kinds):
            raise PydanticCustomError("column_type", "There is no column of the type {type}", {"type": min(unknown)})
        for place, line in enumerate(sent["rows"]):
            try:
                line["values"] = [
                    kinds[kind].validate_python(value, strict=True)
                    for kind, value in zip(types, line["values"], strict=True)
                ]
            except (ValidationError, ValueError) as error:
                raise PydanticCustomError("row", "Row {place} does not fit its columns", {"place": place}) from error
        return sent

    def by_column(convert: str, table: Any) -> dict[str, Any]:
        forms = [children[entry["type"]] for entry in table["columns"]]
        return {
            "columns": [{"type": entry["type"], "heading": entry.get("heading") or ""} for entry in table["columns"]],
            "rows": [
                {"values": [getattr(form, convert)(value) for form, value in zip(forms, line["values"], strict=False)]}
                for line in table["rows"]
            ],
            "caption": table.get("caption") or "",
        }

    def references(sent: Any) -> Iterator[Reference]:
        forms = [children[entry["type"]] for entry in sent["columns"]]
        for place, line in enumerate(sent["rows"]):
            for number, (form, value) in enumerate(zip(forms, line["values"], strict=True)):
                yield from (found.below("rows", place, "values", number) for found in form.references(value))

    return InputForm(
        Annotated[table, AfterValidator(fitting)],
        lambda sent: by_column("store", sent),
        lambda stored: by_column("show", stored or {"columns": [], "rows": []}),
        references,
    )
