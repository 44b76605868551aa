"""The form of a block when it is written, and where it comes from. Called by everything in this folder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from typing_extensions import TypeAliasType
from wagtail.blocks import Block

__all__ = [
    "InSchema",
    "InputForm",
    "InputMaker",
    "Path",
    "Reference",
    "StoredValue",
    "input_form",
    "register_input_form",
]

Path = tuple[str | int, ...]

#: What a block of a kind that nobody knows stores: any JSON. The block itself says whether it fits.
StoredValue = TypeAliasType(
    "StoredValue", "dict[str, StoredValue] | list[StoredValue] | str | int | float | bool | None"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """An object that something sent names by its key: at ``path``, of one of ``models``."""

    path: Path
    models: tuple[type[Model], ...]
    key: Any

    def below(self, *path: str | int) -> "Reference":
        """The same within something larger."""
        return Reference((*path, *self.path), self.models, self.key)


@dataclass(frozen=True, slots=True)
class InSchema:
    """Annotates a type with what its JSON Schema says as well: keywords with their values."""

    keywords: tuple[tuple[str, str], ...]

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core_schema), **dict(self.keywords)}


def _as_it_is(value: Any) -> Any:
    return value


def _none(_sent: Any) -> Iterator[Reference]:
    return iter(())


@dataclass(frozen=True, slots=True)
class InputForm:
    """``type`` is an annotation for pydantic. ``store`` turns what was sent, and fits the type, into what is stored in
    JSON; ``show`` turns what is stored into what can be sent. ``references`` finds what it names.

    ``required`` says that it cannot be left out where it is part of something.
    """

    type: Any
    store: Callable[[Any], Any] = _as_it_is
    show: Callable[[Any], Any] = _as_it_is
    references: Callable[[Any], Iterator[Reference]] = _none
    required: bool = False


InputMaker = Callable[[Any, str], InputForm]

_makers: dict[type[Block], InputMaker] = {}


def register_input_form(*block_types: type[Block]) -> Callable[[InputMaker], InputMaker]:
    """Decorator: the function makes the forms of these block types and of those derived from them.

    It is called with the block and the name that an object of its own would have.
    """

    def register(maker: InputMaker) -> InputMaker:
        for block_type in block_types:
            _makers[block_type] = maker
        return maker

    return register


def input_form(block: Block, name: str) -> InputForm:
    """The form of ``block`` when it is written. ``name`` begins the names of its schemas.

    The nearest class in the block's ancestry decides. One that stores its value in a way of its own, and for which
    nothing is registered, is written as it is stored.
    """
    for ancestor in type(block).__mro__:
        if ancestor in _makers:
            return _makers[ancestor](block, name)
        stores_otherwise = {"to_python", "get_prep_value"} & vars(ancestor).keys()
        if stores_otherwise and not ancestor.__module__.startswith("wagtail."):
            break
    return InputForm(StoredValue)
