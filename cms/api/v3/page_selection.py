"""What ``?fields=`` selects of pages: the partial schemas of the page types, and the answer of a detail.

Called by the endpoints that answer with pages.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.api.v3.registry import registry
from wagtail.api.v3.routers import pages as stock
from wagtail.models import Page, get_page_models

from cms.api.v3.fields import selected_names
from cms.api.v3.loading import label_of, selected_pages
from cms.api.v3.partial import Selected, field_names, full_or_partial, one_of, partial_schema
from cms.api.v3.schemas import ListedPageSchema
from pages.prefetch import prefetch_for_api

__all__ = ["USUAL_NAMES", "PageDetail", "PartialPage", "names_of", "selected_page"]

SCHEMAS: dict[str, Any] = {
    model._meta.label: registration.read_schema
    for model in get_page_models()
    if (registration := registry.get(model._meta.label)) is not None
}

#: What an item of a list has without ``fields``, and that to which a selection adds.
USUAL_NAMES = field_names([ListedPageSchema]) - {"warnings"}

#: A page of which only some fields are shown.
PartialPage: Any = one_of({label: partial_schema(schema) for label, schema in SCHEMAS.items()})

#: A page with every field, or with those that were asked for.
PageDetail: Any = full_or_partial(stock.PageDetailSchema, PartialPage)


def names_of(types: Iterable[type[Page]]) -> frozenset[str]:
    """The names of the fields that pages of ``types`` have."""
    return field_names(SCHEMAS[model._meta.label] for model in types if model._meta.label in SCHEMAS)


def selected_page(page: Page, fields: str | None, *, loaded: bool = False) -> Any:
    """``page`` (any form of it) as ``PageDetail`` takes it. ``loaded`` ones are specific already."""
    if fields is None:
        page = page if loaded else page.specific
        if not loaded:
            prefetch_for_api([page])
        return page
    known = names_of([page.specific_class or Page])
    names = selected_names(fields, known, USUAL_NAMES, known)
    if loaded:
        return Selected(page, names, label_of(page))
    [selected] = selected_pages([page], names)
    return selected
