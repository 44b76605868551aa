"""Further fields of pages in the API: the answers of every plugin to the ``page_fields`` hook.

Called by ``pages.apps`` when the process starts, before the API makes its schemas of them.
"""

from wagtail.models import Page, get_page_models

from cms.hookspecs import EVERY_PAGE_TYPE, PageField
from cms.plugins.manager import Answer, answers
from pages.placements import page_type

__all__ = ["add_page_fields"]


def add_page_fields() -> None:
    """Add each field to its page types. Raises ``PluginError`` for a name that a page type has already."""
    for answer in answers("page_fields", PageField):
        for model in _page_types(answer):
            _add(answer, model)


def _page_types(answer: Answer[PageField]) -> list[type[Page]]:
    if answer.item.page_types == EVERY_PAGE_TYPE:
        return [model for model in get_page_models() if hasattr(model, "body")]
    return [page_type(answer, label) for label in answer.item.page_types]


def _add(answer: Answer[PageField], model: type[Page]) -> None:
    further = answer.item
    name = further.field.name
    if any(name == getattr(field, "name", field) for field in model.api_fields):
        raise answer.error(f"{model._meta.label} has an API field {name!r} already")
    model.api_fields = [*model.api_fields, further.field]
    model.api_reads = {**getattr(model, "api_reads", {}), name: further.reads}
    model.api_prefetch = (*getattr(model, "api_prefetch", ()), *further.prefetch)
