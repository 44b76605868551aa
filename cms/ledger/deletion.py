"""The changes of pages and objects that go. Called by the receivers.

Django tells of each object that is deleted, with the query that it began from. Of a section of thousands of pages all
rows are written when it tells of the first.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import Page, get_page_models

from blocks.visibility import visibility_scope
from cms.ledger.changes import Action, NewChange
from cms.ledger.objects import object_change
from cms.ledger.pages import is_going, page_changes, privacy_changes
from cms.ledger.reach import below, public_among, reached_by
from cms.ledger.shown_with import going_with_pages
from cms.ledger.told import is_told_deleted
from cms.ledger.tracked import tracked

__all__ = ["aliases_freed", "is_told", "is_whole_told", "of_page"]

BATCH = 500
FREED = "_ledger_freed_aliases"


def of_page(page: Page, origin: Any) -> Iterable[NewChange]:
    """``page`` goes, and all that ``origin``, the query of pages that is deleted, finds."""
    if is_going(page):
        return
    pages = {page.pk: page, **{other.pk: other for other in below(page)}}
    if isinstance(origin, QuerySet) and issubclass(origin.model, Page):
        pages |= {other.pk: other for other in Page.objects.filter(pk__in=origin.order_by().values("pk"))}
    yield from page_changes(Action.DELETED, pages.values())
    yield from _what_goes_with(list(pages))
    if freed := _aliases_left_of(pages):
        setattr(page, FREED, (freed, public_among(_reached_by_each(freed))))


def aliases_freed(page: Page) -> Iterable[NewChange]:
    """``page``, which ``of_page`` told of, is gone. What were aliases of such pages are unpublished pages of their own
    now; what is below them is public although their source was restricted, or restricted by what Wagtail copied.
    """
    freed, public_before = page.__dict__.pop(FREED, ((), frozenset()))
    if freed:
        live = [other for other in _reached_by_each(freed) if other.live]  # the aliases are not: they told so
        yield from privacy_changes(live, public_before)


def is_told(instance: Model) -> bool:
    """Whether this transaction has told already that the object goes."""
    return is_told_deleted(instance._meta.label, str(instance.pk))


def is_whole_told(part: Model, field: str) -> bool:
    """Whether this transaction has told already that what ``part`` belongs to, by its ``field``, goes as well."""
    relation: Any = part._meta.get_field(field)
    model = relation.related_model
    key = str(getattr(part, relation.attname))
    models = [model, *(other for other in get_page_models() if issubclass(other, model))]
    return any(is_told_deleted(each._meta.label, key) for each in models)


def _aliases_left_of(pages: Mapping[int, Page]) -> list[int]:
    """The ids of the aliases of ``pages``, by id, that do not go with them."""
    ids, found = list(pages), list[int]()
    for start in range(0, len(ids), BATCH):
        found += Page.objects.filter(alias_of__in=ids[start : start + BATCH]).values_list("pk", flat=True)
    return [key for key in found if key not in pages]


def _reached_by_each(aliases: list[int]) -> list[Page]:
    return [page for alias in Page.objects.filter(pk__in=aliases) for page in reached_by(alias)]


def _what_goes_with(page_ids: list[int]) -> Iterator[NewChange]:
    """The kept objects that the database does not keep without their page, such as redirects to it."""
    for model, field in going_with_pages():
        registration = tracked(model)
        if registration is None:
            continue
        for start in range(0, len(page_ids), BATCH):
            some = {f"{field}__in": page_ids[start : start + BATCH]}
            with visibility_scope(opened=frozenset()):  # whether the public may know of them is asked of each
                for instance in model._default_manager.filter(**some).select_related(field):
                    yield object_change(Action.DELETED, instance, registration)
