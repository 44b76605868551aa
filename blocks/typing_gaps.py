"""Whether an annotation types all that it holds. Asked of what blocks, fields and settings say that they serve."""

from typing import Annotated, Any, get_args, get_origin, get_type_hints

from typing_extensions import is_typeddict

__all__ = ["types_nothing"]

UNTYPED = (Any, object, dict, list, tuple, set, None)
OWN_SCHEMA = "__get_pydantic_json_schema__"


def types_nothing(annotation: Any) -> bool:
    """Whether ``annotation``, or something within it, says nothing of what it holds: ``dict[str, Any]``, for instance,
    or a ``TypedDict`` with a ``list`` in it.
    """
    return _types_nothing(annotation, set())


def _types_nothing(annotation: Any, seen: set[Any]) -> bool:
    if any(annotation is kind for kind in UNTYPED):
        return True
    if is_typeddict(annotation):
        if annotation in seen:
            return False
        seen.add(annotation)
        hints = get_type_hints(annotation, include_extras=True)
        return any(_types_nothing(inner, seen) for inner in hints.values())
    parts = get_args(annotation)
    if get_origin(annotation) is Annotated:
        own = any(hasattr(metadata, OWN_SCHEMA) for metadata in parts[1:])
        return not own and _types_nothing(parts[0], seen)
    return any(_types_nothing(part, seen) for part in parts if part is Any or isinstance(part, type) or get_args(part))
