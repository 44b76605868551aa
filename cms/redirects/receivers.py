"""When a page leaves its address: as its slug changes, and as it is moved. Connected by ``cms.redirects.apps``."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save, pre_save
from wagtail.models import Page
from wagtail.signals import post_page_move

from cms.ledger.pages import BeforeSave, before_save
from cms.redirects.leave import leave_redirects

__all__ = ["connect"]

BEFORE = "_redirects_before"


def connect() -> None:
    """Connect everything, once."""
    pre_save.connect(page_will_be_saved, dispatch_uid="cms.redirects.page_will_be_saved")
    post_save.connect(page_was_saved, dispatch_uid="cms.redirects.page_was_saved")
    post_page_move.connect(page_was_moved, dispatch_uid="cms.redirects.page_was_moved")


def page_will_be_saved(
    sender: type[Model], instance: Any, update_fields: Any = None, raw: bool = False, **_kwargs: Any
) -> None:
    """Remember the slug and the address that are in the database: the ledger, whose app comes first, has read them."""
    if issubclass(sender, Page) and not raw and (update_fields is None or "slug" in update_fields):
        setattr(instance, BEFORE, before_save(instance))


def page_was_saved(sender: type[Model], instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Lead on from the address of the slug before. A page that is moved keeps its slug and is told of below."""
    before: BeforeSave | None = instance.__dict__.pop(BEFORE, None)
    if before is not None and before.slug != instance.slug:
        leave_redirects(instance, before.url_path, instance.url_path)


def page_was_moved(instance: Page, url_path_before: str, url_path_after: str, **_kwargs: Any) -> None:
    """Lead on from the place before. A page that is moved among its siblings keeps its address."""
    if url_path_before != url_path_after:
        leave_redirects(instance, url_path_before, url_path_after)
