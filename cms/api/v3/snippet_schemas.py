"""What version 3 says of snippets: a read schema for each kind, and the parameters of their list.

Those that the ``snippets`` hook registers and whose models name ``api_fields``. Read by ``cms.api.v3.snippets`` when it
is imported, which is when all of them are registered.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from django.db.models import Model
from ninja import Schema
from pydantic import create_model
from wagtail.api import APIField
from wagtail.api.v3.registry import registry
from wagtail.api.v3.schemas.base import build_discriminated_union
from wagtail.search.index import FilterField, class_is_indexed
from wagtail.snippets.api.v3 import schemas as stock

from cms.api.v3.generator import public_generator
from cms.api.v3.object_list import Kind, order_parameter
from cms.api.v3.page_parameters import optional, parameter
from cms.api.v3.pagination import ChangesField, CountField, NextField
from cms.api.v3.partial import full_or_partial, one_of, partial_schema
from cms.api.v3.precise import precise
from cms.hookspecs import SnippetRegistration
from cms.plugins.manager import answers

__all__ = [
    "KINDS",
    "PUBLIC",
    "SnippetDetail",
    "SnippetFilters",
    "SnippetList",
    "SnippetOrder",
    "SnippetType",
    "relations",
    "whole_snippet",
]

USUAL = frozenset({"name", "title", "slug", "detail_url"})


class PublicSnippetMeta(stock.SnippetMetaSchema):
    """Beside the entry itself."""

    detail_url: str


class PublicSnippet(stock.BaseSnippetSchema):
    """An entry, without the fields of its kind."""

    meta: PublicSnippetMeta


def _is_searchable(model: Any) -> bool:
    """Whether Wagtail's search can be asked for the keys of ``model``, as ``cms.api.search`` does."""
    found = model.get_search_fields() if class_is_indexed(model) else ()
    return any(isinstance(each, FilterField) and each.field_name == model._meta.pk.name for each in found)


def _kinds() -> Iterable[tuple[Kind, bool]]:
    """Each kind, and whether everybody may read it. Its schema takes the place of Wagtail's."""
    for answer in answers("snippets", SnippetRegistration):
        model = answer.item.viewset.model
        registration = registry.get(model._meta.label)
        if registration is None:  # without fields for the API
            continue
        generator = public_generator()
        name = model.__name__
        built = generator.build_schema(
            model, name=f"{name}Built", base_class=PublicSnippet, follow_reverse_related=True
        )
        schema = precise(generator, model, built, name=name)
        registry.register(replace(registration, read_schema=schema))
        kind = Kind(name, model, schema, ("id",), searchable=_is_searchable(model), usual=USUAL)
        yield kind, answer.item.public


_FOUND = [*_kinds()]

#: The kinds by the label of their model, such as ``pages.Practice``.
KINDS: dict[str, Kind] = {kind.model._meta.label: kind for kind, _public in _FOUND}

#: The labels of those that everybody may read.
PUBLIC = frozenset(kind.model._meta.label for kind, public in _FOUND if public)


def whole_snippet(*bases: type[Model]) -> Any:
    """The type of an entry with every field, of any kind whose model has one of ``bases``."""
    models = [kind.model for kind in KINDS.values() if issubclass(kind.model, bases or (Model,))]
    return build_discriminated_union(models, lambda model: KINDS[model._meta.label].schema) if models else PublicSnippet


def _columns() -> dict[str, list[Any]]:
    """The columns to filter by, by their names."""
    found: dict[str, list[Any]] = {}
    for kind in KINDS.values():
        for name in kind.filters.model_fields:
            found.setdefault(name, []).append(kind.model._meta.get_field(name))
    return found


def _filters() -> Any:
    fields = {
        name: optional(parameter(*columns), f"Where `{name}` equals this, of kinds that have it.")
        for name, columns in sorted(_columns().items())
    }
    return create_model("SnippetFilters", __base__=Schema, **fields)


#: The type of the path parameter ``type``; Wagtail takes the empty text where there is no kind.
SnippetType: Any = Literal[(*KINDS,) or ("",)]
SnippetFilters: Any = _filters()
SnippetOrder: Any = order_parameter("Snippet", {name for kind in KINDS.values() for name in kind.order_names})

PARTIAL = {label: partial_schema(kind.schema, searchable=kind.searchable) for label, kind in KINDS.items()}

#: An entry with every field, or with those that were asked for.
SnippetDetail: Any = full_or_partial(whole_snippet(), one_of(PARTIAL or {"": partial_schema(PublicSnippet)}))


class SnippetList(Schema):
    """A window of a list of entries of one kind."""

    items: list[SnippetDetail]
    count: CountField
    next: NextField
    changes: ChangesField


def relations(model: type[Model]) -> tuple[list[str], list[str]]:
    """The relations that the API shows of ``model``: those to one, and those to many."""
    shown = {field.name for field in APIField.get_fields_for_model(model)}
    fields = [field for field in model._meta.get_fields() if field.is_relation and field.name in shown]
    to_one = [field.name for field in fields if field.many_to_one or field.one_to_one]
    return to_one, [field.name for field in fields if field.many_to_many or field.one_to_many]
