"""The form of a block in the API, and where it comes from. Called by everything in this folder."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from wagtail.blocks import Block

from blocks.typing_gaps import types_nothing
from cms.errors import PluginError

__all__ = ["ApiForm", "FormMaker", "api_form", "optional", "register_api_form"]


@dataclass(frozen=True, slots=True)
class ApiForm:
    """``type`` is an annotation for pydantic; ``represent(value, context)`` turns the block's value into it.

    ``nullable`` says that ``represent`` may also answer ``None``: there is nothing, or nothing that the reader may
    see. A list leaves such an item out, everything else shows it as ``null``.
    """

    type: Any
    represent: Callable[[Any, dict[str, Any] | None], Any]
    nullable: bool = False


FormMaker = Callable[[Any, str], ApiForm]

_makers: dict[type[Block], FormMaker] = {}


def register_api_form(*block_types: type[Block]) -> Callable[[FormMaker], FormMaker]:
    """Decorator: the function makes the forms of these block types and of those derived from them.

    It is called with the block and the name that an object of its own would have.
    """

    def register(maker: FormMaker) -> FormMaker:
        for block_type in block_types:
            _makers[block_type] = maker
        return maker

    return register


def api_form(block: Block, name: str) -> ApiForm:
    """The form of ``block``. ``name`` (``"Glossary"``) begins the names of the schemas that it needs.

    The nearest class in the block's ancestry decides: one with a ``get_api_representation`` of its own by the
    annotation of that method, one of Wagtail's by what is registered for it. Raises ``PluginError`` for a block whose
    representation has no type.
    """
    for ancestor in type(block).__mro__:
        if ancestor in _makers:
            return _makers[ancestor](block, name)
        if "get_api_representation" in vars(ancestor) and not ancestor.__module__.startswith("wagtail."):
            return _annotated(block, ancestor)
    raise PluginError(
        f"Block {type(block).__name__} has no form in the API. Give it a get_api_representation() whose return type "
        "is annotated, with a TypedDict for instance."
    )


def optional(form: ApiForm) -> Any:
    """The type of ``form`` where ``None`` is shown as ``null``."""
    return form.type | None if form.nullable else form.type


def _annotated(block: Any, owner: Any) -> ApiForm:
    try:
        annotation = get_type_hints(owner.get_api_representation, include_extras=True)["return"]
    except (KeyError, NameError) as error:
        raise PluginError(
            f"{owner.__name__}.get_api_representation() does not say what it returns. Annotate it, with a TypedDict "
            "for instance: the API is typed by it."
        ) from error
    if types_nothing(annotation):
        raise PluginError(
            f"{owner.__name__}.get_api_representation() returns {annotation}, which does not type all that it holds."
        )

    def represent(value: Any, context: dict[str, Any] | None = None) -> Any:
        return block.get_api_representation(value, context)

    return ApiForm(annotation, represent)
