"""Schemas of objects of which only some fields are shown. Made from the read schemas; used by lists and by ``fields=``.

A partial schema has the fields and resolvers of the full one. All but ``id``, ``meta`` and its ``type`` are optional in
the OpenAPI document, and the resolver of a field that is not selected is never called.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union

from ninja import Field, Schema
from ninja.schema import DjangoGetter
from pydantic import Discriminator, GetJsonSchemaHandler, Tag, ValidationInfo, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic.json_schema import JsonSchemaValue

from cms.api.highlights import Highlight
from cms.api.v3.fields import ALWAYS

__all__ = ["Selected", "field_names", "full_or_partial", "one_of", "partial_schema"]

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Selected:
    """An object with the names of the fields to show of it. ``label`` is what its ``meta.type`` says."""

    target: Any
    names: frozenset[str]
    label: str
    highlights: Sequence[Highlight] | None = None


class _SelectedGetter(DjangoGetter):
    """What a partial schema reads: the selected fields of the object, as Ninja reads them, and no others."""

    def __init__(self, selected: Selected, schema: type[Schema], context: Any) -> None:
        super().__init__(selected.target, schema, context)
        self._selected = selected

    def __getattr__(self, name: str) -> Any:
        selected = self.__dict__["_selected"]
        if name == "meta":
            return selected
        if name == "highlights" and selected.highlights is not None:
            return selected.highlights
        if name not in selected.names:
            raise AttributeError(name)
        return super().__getattr__(name)


class PartialSchema(Schema):
    """Base of the partial schemas. Validates a ``Selected``."""

    @model_validator(mode="wrap")
    @classmethod
    def _run_root_validator(cls, values: Any, handler: ModelWrapValidatorHandler[Any], info: ValidationInfo) -> Any:
        """Takes the place of Ninja's validator of the same name, which reads every field."""
        return handler(_SelectedGetter(values, cls, info.context) if isinstance(values, Selected) else values)


class _AnyOf:
    """Says in the document that either schema may fit: a full object fits the partial schema, too."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler(schema)
        made["anyOf"] = made.pop("oneOf")
        return made


@cache
def partial_schema(full: type[Schema], *, searchable: bool = True) -> type[Schema]:
    """The partial schema of ``full``, named ``Partial`` and its name. ``searchable`` ones have ``highlights``."""
    fields = {
        name: (_partial_meta(field.annotation), field) if name == "meta" else (field.annotation, field)
        for name, field in full.model_fields.items()
    }
    annotations = {
        name: annotation if name in ALWAYS else _optional(annotation, field)
        for name, (annotation, field) in fields.items()
    }
    if searchable:
        highlights = Field(description="Where the words of `search` stand; only in lists that are searched.")
        annotations["highlights"] = _optional(list[Highlight], highlights)
    return _make(full, annotations)


def _partial_meta(full: Any) -> type[Schema]:
    annotations = {
        name: field.annotation if name in ALWAYS else _optional(field.annotation, field)
        for name, field in full.model_fields.items()
    }
    return _make(full, annotations)


def _optional(annotation: Any, field: Any) -> Any:
    absent = Field(
        default_factory=lambda: _ABSENT,
        exclude_if=lambda value: value is _ABSENT or _is_excluded(field, value),
        description=field.description,
        json_schema_extra=field.json_schema_extra,
    )
    return Annotated[(annotation, *field.metadata, absent)]


def _is_excluded(field: Any, value: Any) -> bool:
    return field.exclude_if is not None and bool(field.exclude_if(value))


def _make(full: Any, annotations: dict[str, Any]) -> type[Schema]:
    """By the metaclass, as Wagtail's generator does: Ninja finds resolvers when a class is made."""
    namespace = {"__annotations__": annotations, "__module__": __name__, "__doc__": f"Some fields of {full.__name__}."}
    metaclass: Any = type(PartialSchema)
    schema: Any = metaclass(f"Partial{full.__name__}", (PartialSchema,), namespace)
    schema._ninja_resolvers = dict(full._ninja_resolvers)
    return schema


def field_names(schemas: Iterable[Any]) -> frozenset[str]:
    """The names of the fields of full schemas and of their ``meta``."""
    names: set[str] = set()
    for schema in schemas:
        names.update(schema.model_fields)
        if "meta" in schema.model_fields:
            names.update(schema.model_fields["meta"].annotation.model_fields)
    return frozenset(names)


def one_of(schemas: dict[str, type[Schema]]) -> Any:
    """The type of an object that is shown by the schema of its label."""
    if len(schemas) == 1:
        return next(iter(schemas.values()))
    members = tuple(Annotated[schema, Tag(label)] for label, schema in schemas.items())
    return Annotated[
        Union[members],  # noqa: UP007  # built at run time
        Discriminator(_label),
        Field(json_schema_extra={"description": "The type is what `meta.type` says."}),
    ]


def _label(value: Any) -> Any:
    return value.label if isinstance(value, Selected) else getattr(getattr(value, "meta", None), "type", None)


def full_or_partial(full: Any, partial: Any) -> Any:
    """The type of an answer that is whole without ``fields`` and partial with it."""
    return Annotated[
        Union[Annotated[full, Tag("full")], Annotated[partial, Tag("partial")]],  # noqa: UP007  # built at run time
        Discriminator(lambda value: "partial" if isinstance(value, Selected | PartialSchema) else "full"),
        _AnyOf(),
    ]
