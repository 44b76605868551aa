"""Makes generated read schemas precise: every property is there in every answer, and null only where it can be.

Wagtail's generator lets every property be absent or null. Called by ``registration``.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field as ModelField
from django.db.models import Model
from ninja import Field
from wagtail.api import APIField
from wagtail.api.conf import get_model_field

from blocks.typing_gaps import types_nothing
from cms.errors import ConfigurationError

__all__ = ["precise"]

WHOLE_OBJECT = "*"
UNTYPED = (Any, object, dict, list, None)


def precise(generator: Any, model: type[Model], schema: Any, *, name: str) -> Any:
    """``schema`` (of ``model``, with its ``api_fields``) as a schema called ``name`` that says exactly what is served.

    Raises ``ConfigurationError`` for a field of the API that has no type.
    """
    fields = [*_keys(model, schema), *_fields(generator, model, schema)]
    return generator.extend_schema(schema, name, dict(fields))


def _fields(generator: Any, model: type[Model], schema: Any) -> Iterator[tuple[str, Any]]:
    for api_field in APIField.get_fields_for_model(model):
        info = schema.model_fields.get(api_field.name)
        if info is None:  # Wagtail leaves out what nests too deep
            continue
        annotation = _type_of(generator, model, api_field, info)
        if annotation in UNTYPED:
            raise ConfigurationError(
                f"{model._meta.label}.api_fields: {api_field.name!r} has no type. Annotate what its property, or the "
                "to_representation() of its serializer, returns."
            )
        yield api_field.name, (annotation, Field(..., description=info.description), None)


def _keys(model: type[Model], schema: Any) -> Iterator[tuple[str, Any]]:
    """The primary key, which Ninja takes for missing until an object is saved."""
    for key in model._meta.pk_fields:
        if key.name in schema.model_fields:
            yield key.name, (_without_none(schema.model_fields[key.name].annotation), ..., None)


def _type_of(generator: Any, model: type[Model], api_field: APIField, info: Any) -> Any:
    if api_field.serializer is not None:
        annotation = _return_type(type(api_field.serializer).to_representation)
        source = api_field.serializer.source or api_field.name
        nullable = source != WHOLE_OBJECT and _may_be_null(_model_field(model, source.split(".")[0]))
        return annotation | None if nullable and annotation not in UNTYPED else annotation
    model_field = _model_field(model, api_field.name)
    if model_field is None:
        made = getattr(model, api_field.name, None)
        return _return_type(made.fget if isinstance(made, property) else made)
    if any(ancestor in generator.field_schemas for ancestor in type(model_field).__mro__):
        return info.rebuild_annotation()  # registered by ``generator``, precise already
    plain = _without_none(info.annotation)
    return plain | None if _may_be_null(model_field) else plain


def _model_field(model: type[Model], name: str) -> Any:
    try:
        return get_model_field(model, name)
    except FieldDoesNotExist:
        return None


def _may_be_null(field: Any) -> bool:
    return isinstance(field, ModelField) and field.null


def _return_type(function: Any) -> Any:
    try:
        returned = get_type_hints(function, include_extras=True).get("return")
    except (NameError, TypeError):  # named only for type checkers, or no function at all
        return None
    return None if types_nothing(returned) else returned


def _without_none(annotation: Any) -> Any:
    """The type of a plain column, without what its form field checks."""
    if get_origin(annotation) is Union:
        [annotation] = [kind for kind in get_args(annotation) if kind is not type(None)]
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
