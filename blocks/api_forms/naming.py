"""Named types for pydantic, made at run time. Each name and content is made once, so that schemas can share it.

Used wherever a form needs an object or a union of its own: pydantic names components after types, and two types of one
name would get names that nobody can use.
"""

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Union

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypeAliasType, TypedDict

__all__ = ["camel_case", "list_of", "object_type", "one_of", "union_type"]

#: How often a name was taken, by name and content: the second content of a name gets a number.
_taken: dict[str, list[Any]] = {}


def camel_case(name: str) -> str:
    """``"call_to_action"`` as ``"CallToAction"``."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def object_type(name: str, description: str, properties: Iterable[tuple[str, Any]], *, strict: bool = False) -> Any:
    """A TypedDict with these ``properties`` (name and annotation) and no others.

    ``strict`` ones take a value of the right type only, and not what could be made into one.
    """
    return _object_type(name, description, tuple(properties), strict)


def list_of(item: Any) -> Any:
    """A list of items of this type."""
    return list[item]


def one_of(types: Iterable[Any]) -> Any:
    """Any of these types; ``None`` when there are none."""
    return Union[tuple(types) or (None,)]  # noqa: UP007  # of types that are known at run time only


def union_type(name: str, members: Iterable[Any]) -> Any:
    """A named union of object types, told apart by their property ``type``."""
    return _union_type(name, tuple(members))


@cache
def _object_type(name: str, description: str, properties: tuple[tuple[str, Any], ...], strict: bool) -> Any:
    make: Any = TypedDict  # a class statement cannot name what is known at run time only
    made = make(_free(name, properties), dict(properties))
    made.__doc__ = description
    return with_config(ConfigDict(extra="forbid", strict=strict))(made)


@cache
def _union_type(name: str, members: tuple[Any, ...]) -> Any:
    union = one_of(members)
    make: Any = TypeAliasType
    return make(_free(name, members), Annotated[union, Field(discriminator="type")] if len(members) > 1 else union)


def _free(name: str, content: Any) -> str:
    contents = _taken.setdefault(name, [])
    contents.append(content)
    return name if len(contents) == 1 else f"{name}{len(contents)}"
