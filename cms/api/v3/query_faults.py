"""What is wrong with a value of a query string, a path or a form, in words of the caller. Called by ``cms.api.v3.api``.

Ninja tells it by the names of the schemas and unions that read the value, of which a caller knows nothing.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from ninja.errors import ValidationError, ValidationErrorContext

from cms.api.spelling import did_you_mean

__all__ = ["told_by_name"]

#: What each of Ninja's sources of single values is called for a caller.
SOURCES = {"query": "query", "path": "path", "form": "body", "file": "body"}
NO_NULL = "none_required"  # of a parameter that may be left out: there is no null in a query string


def told_by_name(plain: ValidationError, contexts: Iterable[ValidationErrorContext[Any]]) -> ValidationError:
    """``plain``, Ninja's error of ``contexts``, with the name of a parameter as its ``loc`` and a place in a list."""
    values = [error.get("input") for context in contexts for error in context.pydantic_validation_error.errors()]
    names = {
        tuple(path): name
        for context in contexts
        if context.model.__ninja_param_source__ in SOURCES
        for name, path in getattr(context.model, "__ninja_flatten_map__", {}).items()
    }
    return ValidationError(list(_told(plain.errors, values, names)))


def _told(
    errors: list[dict[str, Any]], values: list[Any], names: dict[tuple[Any, ...], str]
) -> Iterator[dict[str, Any]]:
    for error, value in zip(errors, values, strict=True):
        source, *rest = error["loc"]
        if source not in SOURCES:
            yield error
        elif error["type"] != NO_NULL:
            told = {**error, "loc": (SOURCES[source], *_place(tuple(rest), names))}
            if error["type"] == "literal_error" and isinstance(value, str):
                told["msg"] = f"{error['msg']}{did_you_mean(value, _choices(error))}"
            yield told


def _place(rest: tuple[Any, ...], names: dict[tuple[Any, ...], str]) -> tuple[Any, ...]:
    for path, name in names.items():
        if rest[: len(path)] == path:
            return (name, *(part for part in rest[len(path) :] if isinstance(part, int)))
    return rest


def _choices(error: dict[str, Any]) -> list[str]:
    """Those that pydantic names, each in quotation marks."""
    return str(error.get("ctx", {}).get("expected", "")).split("'")[1::2]
