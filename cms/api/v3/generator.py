"""Read schemas that show nothing private, whatever a page type's ``api_fields`` name.

Wagtail's own give the key of every foreign key's target and follow every reverse relation. Used by
``cms.api.v3.registration``.
"""

from typing import Annotated, Any

from django.db.models import ForeignKey, ForeignObjectRel, ManyToManyField, Model
from taggit.managers import TaggableManager
from wagtail.api.v3.schemas.generators.read import SchemaGenerator, streamfield_schema, tags_schema
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage

from blocks.references import DocumentReference, ImageReference, PageReference
from blocks.rich_text import RichTextMarker, to_public_text
from cms.api.relations import has_reference, is_public, reference
from cms.api.v3.stream_types import stream_type

__all__ = ["public_generator"]


def _reference_type(model: type[Model]) -> Any:
    if issubclass(model, AbstractImage):
        return ImageReference
    return DocumentReference if issubclass(model, AbstractDocument) else PageReference


def _to_one(generator: Any, field: Any) -> Any:
    name, model = field.name, field.related_model
    if has_reference(model):
        return _reference_type(model) | None, None, staticmethod(lambda obj: reference(getattr(obj, name)))

    def resolve(obj: Any) -> Any:
        target = getattr(obj, name)
        return target if target is not None and is_public(target) else None

    return generator.get_foreign_key_schema(model) | None, None, staticmethod(resolve)


def _to_many(name: str, model: type[Model], schema: Any) -> Any:
    if has_reference(model):

        def resolve_references(obj: Any) -> Any:
            return [shown for target in getattr(obj, name).all() if (shown := reference(target)) is not None]

        return list[_reference_type(model)], [], staticmethod(resolve_references)  # type: ignore[misc]  # a type at run time

    def resolve(obj: Any) -> Any:
        return [target for target in getattr(obj, name).all() if is_public(target)]

    return list[schema], [], staticmethod(resolve)


def _many_to_many(generator: Any, field: Any) -> Any:
    return _to_many(field.name, field.related_model, generator.get_foreign_key_schema(field.related_model))


def _reverse(generator: Any, field: Any) -> Any:
    model, name = field.related_model, field.get_accessor_name()
    schema = generator.get_reverse_related_schema(model)
    if field.multiple:
        return _to_many(name, model, schema)

    def resolve(obj: Any) -> Any:
        target = getattr(obj, name, None)  # Django raises a kind of AttributeError where there is none
        if has_reference(model):
            return reference(target) if target is not None else None
        return target if target is not None and is_public(target) else None

    return (_reference_type(model) if has_reference(model) else schema) | None, None, staticmethod(resolve)


def _rich_text(generator: Any, field: Any) -> Any:
    name = field.name
    offered = tuple(field.features) if field.features is not None else None
    return (
        Annotated[str, RichTextMarker(offered)],
        ...,
        staticmethod(lambda obj: to_public_text(getattr(obj, name), features=offered)),
    )


def _stream(generator: Any, field: Any) -> Any:
    _type, default, resolve = streamfield_schema(generator, field)
    return stream_type(field), default, resolve


def public_generator() -> Any:
    """A generator of read schemas, with a memory of its own."""
    generator = SchemaGenerator()
    for field_class, schema in FIELD_SCHEMAS.items():
        generator.register_field_schema(field_class, schema)
    return generator


FIELD_SCHEMAS: dict[Any, Any] = {
    ForeignKey: _to_one,
    ManyToManyField: _many_to_many,
    ForeignObjectRel: _reverse,
    RichTextField: _rich_text,
    StreamField: _stream,
    TaggableManager: tags_schema,
}
