"""Where what was sent is wrong, as paths into the JSON of the request: ``["body", "body", 3, "value", "heading"]``.

Django's forms and blocks have places of their own; here they become those of the sender, as pydantic's do in
``cms.api.v3.body_faults``.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from ninja.errors import ValidationError as RequestError
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlockValidationError

from blocks.input_forms.form import Path
from blocks.registry import TOMBSTONE
from blocks.tables import RowsBlock
from cms.api.v3.body_faults import BODY
from cms.api.v3.writing.parts import PLACES

__all__ = ["fault", "form_faults", "model_faults", "refused"]


def fault(path: Iterable[str | int], message: str, code: str = "invalid") -> dict[str, Any]:
    """One error of a problem."""
    return {"type": code, "loc": [BODY, *path], "msg": message}


def refused(faults: Iterable[dict[str, Any]]) -> RequestError:
    """The error to raise: 422 with the faults."""
    return RequestError(list(faults))


def form_faults(form: Any, names: dict[str, str], blocks: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What is wrong in a form. ``names`` are those of its fields for clients, ``blocks`` the streams among them."""
    for name, errors in form.errors.as_data().items():
        path: Path = () if name == NON_FIELD_ERRORS else (names.get(name, name),)
        for error in errors:
            if name in blocks:
                yield from _block_faults(blocks[name], form.data.get(name), error, path)
            else:
                yield from _plain(error, path)
    for relation, formset in form.formsets.items():
        around = (names.get(relation, relation),)
        for error in formset.non_form_errors().as_data():
            yield from _plain(error, around)
        for place, row in enumerate(formset.forms):
            order = form.data.get(PLACES, {}).get((relation, place))
            for name, errors in row.errors.as_data().items():
                inner = () if order is None else (order,) if name == NON_FIELD_ERRORS else (order, name)
                for error in errors:
                    yield from _plain(error, (*around, *inner))


def model_faults(error: ValidationError, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What is wrong in a page as a whole."""
    if not hasattr(error, "error_dict"):
        yield from _plain(error, ())
        return
    for name, errors in error.error_dict.items():
        for each in errors:
            yield from _plain(each, () if name == NON_FIELD_ERRORS else (names.get(name, name),))


def _block_faults(block: Any, value: Any, error: Any, path: Path) -> Iterator[dict[str, Any]]:
    for each in (getattr(error, "non_block_errors", None) and error.non_block_errors.as_data()) or ():
        yield from _plain(each, path)
    if isinstance(error, StreamBlockValidationError):
        for place, inner in error.block_errors.items():
            hidden = sum(value[number].block_type == TOMBSTONE for number in range(place))
            child = value[place]
            yield from _block_faults(child.block, child.value, inner, (*path, place - hidden, "value"))
    elif isinstance(error, ListBlockValidationError):
        for place, inner in error.block_errors.items():
            yield from _block_faults(block.child_block, value[place], inner, (*path, place, "value"))
    elif isinstance(error, StructBlockValidationError):
        for name, inner in error.block_errors.items():
            inner_value = value.get(name) if hasattr(value, "get") else None
            yield from _block_faults(block.child_blocks[name], inner_value, inner, (*path, name))
    elif isinstance(error, TypedTableBlockValidationError):
        around = () if isinstance(block, RowsBlock) else ("rows",)
        for line, cells in (error.cell_errors or {}).items():
            for place, inner in cells.items():
                cell = (line, place) if isinstance(block, RowsBlock) else (line, "values", place)
                yield from _plain(inner, (*path, *around, *cell))
    else:
        yield from _plain(error, path)


def _plain(error: Any, path: Path) -> Iterator[dict[str, Any]]:
    for each in getattr(error, "error_list", [error]):
        for message in each.messages:
            yield fault(path, str(message), str(getattr(each, "code", None) or "invalid"))
