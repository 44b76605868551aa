"""Creates the demo's pages from their files, generically: a field of a page type is set by what kind of field it is.

Called by ``cms.demo.load``. Pages are made in two rounds, because they refer to each other: first every page with what
it cannot do without, then the fields, the related rows and the bodies.
"""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.coreutils import resolve_model_string
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from blocks.field import SectionsField
from cms.demo.days import day_of
from cms.demo.directory import Directory
from cms.demo.references import References
from cms.demo.sources import PageSource, page_sources
from pages.models import Audience, Contact, Location, Organisation, Practice

__all__ = ["create_pages"]


def create_pages(site: Site, directory: Directory) -> dict[str, Page]:
    """Create and publish every page of ``content/pages`` under the root page of ``site``. Returns them by URL path.

    The home page is there already: its fields are filled.
    """
    sources = page_sources()
    pages: dict[str, Page] = {}
    for source in sources:
        if source.path == "/":
            pages["/"] = site.root_page.specific
        else:
            model = resolve_model_string(source.model)
            page = model(slug=source.slug, live=False, **_needed(model, source))
            pages[source.parent_path].add_child(instance=page)
            pages[source.path] = page
    references = References(directory, pages)
    for source in sources:
        page = pages[source.path]
        _fill(page, source, references)
        page.save_revision(log_action=True).publish()
    return {path: page.specific_class.objects.get(pk=page.pk) for path, page in pages.items()}


def _needed(model: type[Page], source: PageSource) -> dict[str, Any]:
    """What a page of ``model`` cannot be saved without, the title for instance. None of it refers to another page."""
    fields = ((model._meta.get_field(name), value) for name, value in source.values.items())
    return {
        field.name: _column_value(field, value)
        for field, value in fields
        if field.concrete and not field.is_relation and not (field.null or field.blank or field.has_default())
    }


def _fill(page: Page, source: PageSource, references: References) -> None:
    child_relations = {relation.get_accessor_name(): relation for relation in get_all_child_relations(type(page))}
    for name, value in source.values.items():
        if name in child_relations:
            relation = child_relations[name]
            rows = [
                relation.related_model(
                    **{key: _field_value(relation.related_model, key, inner, references) for key, inner in row.items()},
                    sort_order=number,
                )
                for number, row in enumerate(value)
            ]
            setattr(page, name, rows)
        else:
            setattr(page, name, _field_value(type(page), name, value, references, place=source.path))


def _field_value(model: type[models.Model], name: str, value: Any, references: References, place: str = "") -> Any:
    field: Any = model._meta.get_field(name)
    if isinstance(field, SectionsField):
        return field.to_python(references.stream(value, place))
    if isinstance(field, ParentalManyToManyField):
        return [_related(field.related_model, key, references) for key in value]
    if isinstance(field, models.ForeignKey):
        return _related(field.related_model, value, references)
    return _column_value(field, references.rich_text(value) if isinstance(value, str) else value)


def _column_value(field: Any, value: Any) -> Any:
    if isinstance(field, models.DateField) and isinstance(value, str):
        value = day_of(value) or value
    return field.to_python(value)


def _related(model: Any, key: str, references: References) -> models.Model:
    if issubclass(model, Page):
        page = references.page(key)
        return page if model is not Page else page.page_ptr
    kinds = {
        Audience: "audience",
        Contact: "contact",
        Location: "location",
        Organisation: "organisation",
        Practice: "practice",
        get_image_model(): "image",
        get_document_model(): "document",
    }
    return references.directory.get(kinds[model], key)
