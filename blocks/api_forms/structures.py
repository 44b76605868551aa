"""Forms of Wagtail's blocks that are made of others: structs, lists, typed tables. Streams have a file of their own."""

from typing import Any

from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from blocks.api_forms.form import ApiForm, api_form, optional, register_api_form
from blocks.api_forms.naming import camel_case, list_of, object_type, one_of
from blocks.api_forms.streams import stream_form

__all__: list[str] = []


@register_api_form(StructBlock)
def struct_form(block: Any, name: str) -> ApiForm:
    """An object with a property for each child."""
    children = {
        child_name: api_form(child, f"{name}{camel_case(child_name)}")
        for child_name, child in block.child_blocks.items()
    }
    made = object_type(
        f"{name}Data",
        type(block).__doc__ or "",
        ((child_name, optional(form)) for child_name, form in children.items()),
    )

    def represent(value: Any, context: dict[str, Any] | None = None) -> dict[str, Any]:
        return {child_name: form.represent(value.get(child_name), context) for child_name, form in children.items()}

    return ApiForm(made, represent)


@register_api_form(ListBlock)
def list_form(block: Any, name: str) -> ApiForm:
    """A list; without the items that the reader may not see."""
    item = api_form(block.child_block, f"{name}Item")

    def represent(value: Any, context: dict[str, Any] | None = None) -> list[Any]:
        represented = (item.represent(entry, context) for entry in value or ())
        return [entry for entry in represented if entry is not None or not item.nullable]

    return ApiForm(list_of(item.type), represent)


@register_api_form(StreamBlock)
def nested_stream_form(block: Any, name: str) -> ApiForm:
    """A list of blocks, each with its type."""
    form = stream_form(block, f"{name}Block", prefix=name)
    return ApiForm(form.type, form.represent)


@register_api_form(TypedTableBlock)
def typed_table_form(block: Any, name: str) -> ApiForm:
    """A table with columns of different types."""
    children = {child: api_form(made, f"{name}{camel_case(child)}") for child, made in block.child_blocks.items()}
    cell = one_of(optional(form) for form in children.values())
    column = object_type(f"{name}Column", "A column of a table.", (("type", str), ("heading", str)))
    row = object_type(f"{name}Row", "A row of a table.", (("values", list_of(cell)),))
    table = object_type(
        f"{name}Data", "A table.", (("columns", list_of(column)), ("rows", list_of(row)), ("caption", str))
    )

    def represent(value: Any, context: dict[str, Any] | None = None) -> dict[str, Any]:
        if value is None:
            return {"columns": [], "rows": [], "caption": ""}
        forms = [children[entry["block"].name] for entry in value.columns]
        return {
            "columns": [{"type": entry["block"].name, "heading": entry["heading"] or ""} for entry in value.columns],
            "rows": [
                {"values": [form.represent(each, context) for form, each in zip(forms, line["values"], strict=True)]}
                for line in value.row_data
            ],
            "caption": value.caption or "",
        }

    return ApiForm(table, represent)
