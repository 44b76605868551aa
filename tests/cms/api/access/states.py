"""The pages of the access matrix, one in each state. All are forms, so that the forms' endpoints are in it, too.

Each has the secret in its title and address, and an own parent where the state is one of the parent.
"""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.factories.pages import FormPageFactory, IndexPageFactory
from tests.factories.sites import SiteFactory

__all__ = ["PASSWORD", "SECRET", "STATES"]

SECRET = "Quokka"
PASSWORD = "sesame"  # what opens the page in the state ``password``


def form(**fields: Any) -> Page:
    made: Page = FormPageFactory(title=SECRET, slug=SECRET.lower(), complete=True, show_in_menus=True, **fields)
    made.save_revision()
    return made


def restricted(kind: str) -> Page:
    page = form()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password=PASSWORD)
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.set([Group.objects.get_or_create(name="Insiders")[0]])
    return page


def scheduled() -> Page:
    page = form(live=False, go_live_at=timezone.now() + datetime.timedelta(days=1))
    page.save_revision(approved_go_live_at=page.go_live_at)
    return page


def on_another_site() -> Page:
    return form(parent=SiteFactory(hostname="other.example.org", port=80).root_page)


#: In the order of the columns.
STATES: dict[str, Callable[[], Page]] = {
    "live": form,
    "draft": lambda: form(live=False),
    "scheduled": scheduled,
    "expired": lambda: form(live=False, expired=True, expire_at=timezone.now() - datetime.timedelta(days=1)),
    "password": lambda: restricted(PageViewRestriction.PASSWORD),
    "login": lambda: restricted(PageViewRestriction.LOGIN),
    "groups": lambda: restricted(PageViewRestriction.GROUPS),
    "other site": on_another_site,
    "unpublished above": lambda: form(parent=IndexPageFactory(title="Above", slug="above", live=False)),
}
