"""Carries out a plan: makes or updates one page, in one transaction. Called by ``run.py``."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.log_actions import log
from wagtail.models import Page

from cms.errors import ImportContentError
from cms.importer.digest import digest_of_page
from cms.importer.models import ImportedPage
from cms.importer.plan import PAGE_TYPES, Action, Plan
from cms.ledger.head import writing

__all__ = ["write"]


def write(plan: Plan, *, publish: bool) -> Page:
    """The page as it is afterwards. ``ImportContentError`` if it cannot be written; then nothing is."""
    try:
        with writing():
            return _write(plan, publish)
    except ValidationError as error:
        reasons = "; ".join(error.messages)
        raise ImportContentError(f"{plan.source.path}: the page cannot be written: {reasons}") from error
    except IntegrityError as error:
        message = f"{plan.source.path}: another import wrote the same page at the same time"
        raise ImportContentError(message) from error


def _write(plan: Plan, publish: bool) -> Page:
    if plan.record is None:
        page = PAGE_TYPES[plan.page_type](slug=plan.document.slug, live=False, **plan.values)
        # Loaded afresh: treebeard keeps the tree's place in the instance, which an earlier page moved.
        Page.objects.get(pk=plan.parent.pk).add_child(instance=page)
        log(instance=page, action="wagtail.create")
        record = ImportedPage(page_id=page.pk, identity=plan.document.identity)
    else:
        record = plan.record
        page = Page.objects.select_for_update().get(pk=record.page_id).specific
        if page.latest_revision_id != record.page.latest_revision_id:
            raise ImportContentError(f"{plan.source.path}: its page was changed just now; import it again")
    if plan.action is Action.LEAVE:
        return page
    if plan.action in {Action.CREATE, Action.UPDATE}:
        page = page.get_latest_revision_as_object()
        for name, value in plan.values.items():
            setattr(page, name, value)
        page.save_revision(log_action=plan.action is Action.UPDATE)
    page = Page.objects.get(pk=page.pk).specific
    if publish and (not page.live or page.has_unpublished_changes):
        page.get_latest_revision().publish()
        page = Page.objects.get(pk=page.pk).specific
    _remember(plan, record, page)
    return page


def _remember(plan: Plan, record: ImportedPage, page: Page) -> None:
    record.identity = plan.document.identity
    record.source_path = plan.source.path
    record.source_digest = plan.source.digest
    record.values_digest = plan.values_digest
    record.revision_id = page.latest_revision_id
    record.page_digest = digest_of_page(page)
    record.save()
