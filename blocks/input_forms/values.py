"""Forms of Wagtail's blocks that hold one value: what the form field that they wrap takes."""

from typing import Any

from wagtail import blocks

from blocks.input_forms.fields import field_input, iso
from blocks.input_forms.form import InputForm, StoredValue, register_input_form
from blocks.input_forms.rich_text import rich_text_form

__all__ = ["is_required"]

MOMENTS = (blocks.DateBlock, blocks.DateTimeBlock, blocks.TimeBlock)


@register_input_form(blocks.FieldBlock)
def field_form(block: Any, name: str) -> InputForm:
    """By the field that the block wraps."""
    form = field_input(block.field) or InputForm(StoredValue)
    show = iso if isinstance(block, MOMENTS) else form.show
    return InputForm(form.type, form.store, show, form.references, is_required(block))


@register_input_form(blocks.RichTextBlock)
def rich_text_block_form(block: Any, name: str) -> InputForm:
    """HTML."""
    return rich_text_form(block, required=is_required(block))


@register_input_form(blocks.StaticBlock)
def static_form(block: Any, name: str) -> InputForm:
    """Nothing: that the block stands there says it all."""
    return InputForm(None, lambda sent: None, lambda stored: None)


def is_required(block: Any) -> bool:
    """Whether somebody has to say what stands in ``block``: nothing is not enough, and nothing is what it begins with.

    In a draft, it may be said to be empty.
    """
    if not block.required:
        return False
    default = block.get_default()
    return default is None or str(getattr(default, "source", default)) == ""
