"""When a page is indexed for search: once, after its lists and relations are saved, if words of it were.

Wagtail indexes whatever is saved, in the middle of the save and for a draft's number, too. Each time the database
backends take the average length of all titles, which with 100,000 pages is most of a publish. The base page therefore
opts out (``search_auto_update``) and asks for its entry here. Filters need none: these backends read them from the
page's own row.
"""

from collections.abc import Iterable

from django.db.models.signals import post_delete
from modelsearch.index import AutocompleteField, SearchField, get_indexed_models
from modelsearch.signal_handlers import post_delete_signal_handler
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page

__all__ = ["index_page", "remove_entries_of_deleted"]


def index_page(page: Page, saved: Iterable[str] | None) -> None:
    """Index ``page``, of which the fields called ``saved`` were saved, or all of them."""
    if saved is None or not _fields_with_words(type(page)).isdisjoint(saved):
        meta = page._meta
        insert_or_update_object_task.enqueue(meta.app_label, meta.model_name, str(page.pk))


def remove_entries_of_deleted(base: type[Page]) -> None:
    """Have the entries of pages that inherit ``base`` removed with them, which Wagtail leaves to who indexes them."""
    for model in get_indexed_models():
        if issubclass(model, base):
            post_delete.connect(post_delete_signal_handler, sender=model)


def _fields_with_words(model: type[Page]) -> frozenset[str]:
    fields = model.get_search_fields()
    return frozenset(field.field_name for field in fields if isinstance(field, SearchField | AutocompleteField))
