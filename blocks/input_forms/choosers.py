"""Forms of Wagtail's choosers: the key of the object. Whether the caller may know of it is for the API to say."""

from typing import Any

from wagtail.blocks import ChooserBlock, PageChooserBlock

from blocks.input_forms.fields import chooser_input
from blocks.input_forms.form import InputForm, register_input_form
from blocks.input_forms.values import is_required

__all__: list[str] = []


@register_input_form(ChooserBlock)
def chooser_form(block: Any, name: str) -> InputForm:
    """The key of an object, or null."""
    models = tuple(block.target_models if isinstance(block, PageChooserBlock) else ()) or (block.model_class,)
    form = chooser_input(models)
    return InputForm(form.type, form.store, form.show, form.references, is_required(block))
