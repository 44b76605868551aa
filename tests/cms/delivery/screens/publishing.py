"""What is published or taken off later: by reviewers, and by the clock."""

import datetime
from io import StringIO

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from tests.cms.delivery.screens.browser import PUBLISH, Browser, page

__all__ = ["SCREENS"]

EDIT = "wagtailadmin_pages:edit"
FORMAT = "%Y-%m-%d %H:%M"


def approve(browser: Browser) -> None:
    """The last approval publishes."""
    browser.fill_in(EDIT, page("program").pk, button="action-submit", title="As it was approved")
    while state := _waiting(page("program")):
        browser.press("wagtailadmin_pages:workflow_action", page("program").pk, "approve", state.pk)
    assert page("program").title == "As it was approved"


def approve_in_the_editor(browser: Browser) -> None:
    """The same by the editor's own button."""
    browser.fill_in(EDIT, page("pilot").pk, button="action-submit", title="As it was edited")
    while _waiting(page("pilot")):
        approving = {"workflow-action-name": "approve", "title": "As it was edited and approved"}
        browser.fill_in(EDIT, page("pilot").pk, button="action-workflow-action", **approving)
    assert page("pilot").title == "As it was edited and approved"


def go_live(browser: Browser) -> None:
    """A page that was not there yet, at its moment."""
    browser.fill_in(EDIT, page("hidden").pk, button=PUBLISH, go_live_at=_tomorrow())
    assert not page("hidden").live
    _let_it_be_time(page("hidden"))
    assert page("hidden").live


def go_live_again(browser: Browser) -> None:
    """Another version of a page that is live."""
    browser.fill_in(EDIT, page("community").pk, button=PUBLISH, go_live_at=_tomorrow(), title="As from tomorrow")
    _let_it_be_time(page("community"))
    assert page("community").title == "As from tomorrow"


def expire(browser: Browser) -> None:
    """Off the site at its moment."""
    browser.fill_in(EDIT, page("program").pk, button=PUBLISH, expire_at=_tomorrow())
    assert page("program").live
    _let_it_be_time(page("program"))
    assert page("program").expired


def _waiting(reviewed: Page) -> TaskState | None:
    states = TaskState.objects.filter(revision__object_id=str(reviewed.pk), status=TaskState.STATUS_IN_PROGRESS)
    return states.order_by("pk").last()


def _tomorrow() -> str:
    return timezone.localtime(timezone.now() + datetime.timedelta(days=1)).strftime(FORMAT)


def _let_it_be_time(scheduled: Page) -> None:
    """Say that the moments are over, which the clock says without a change of the content."""
    past = timezone.now() - datetime.timedelta(minutes=1)
    Page.objects.filter(pk=scheduled.pk, expire_at__isnull=False).update(expire_at=past)
    for revision in Revision.objects.filter(object_id=str(scheduled.pk), approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=revision.content)
    call_command("publish_scheduled", stdout=StringIO())


SCREENS = (
    approve,
    approve_in_the_editor,
    go_live,
    go_live_again,
    expire,
)
