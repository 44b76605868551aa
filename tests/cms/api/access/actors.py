"""Who asks in the access matrix. Each is a caller of one version of the API."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page

from cms.api.scopes import Scope
from cms.review.groups import DESIGNERS, REVIEWERS
from tests.clients import ApiClient
from tests.cms.api.access.states import PASSWORD
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.tokens import make_token

__all__ = ["ACTORS"]


def anonymous(version: str, page: Page) -> ApiClient:
    return ApiClient(version)


def signed_in(version: str, page: Page) -> ApiClient:
    """An administrator's browser, with its session."""
    caller = ApiClient(version)
    caller.client.force_login(AdministratorFactory())
    return caller


def unlocked(version: str, page: Page) -> ApiClient:
    """Somebody who has unlocked the page, or else another one."""
    answer = _unlock(page)
    if answer.status_code != 200:
        from_elsewhere = ContentPageFactory(slug="elsewhere")
        from_elsewhere.view_restrictions.create(restriction_type="password", password=PASSWORD)
        answer = _unlock(from_elsewhere)
    return ApiClient(version, Authorization=f"Bearer {answer.json()['token']}")


def _unlock(page: Page) -> Any:
    return Client().post(
        f"/api/v3/pages/{page.pk}/unlock/",
        {"password": PASSWORD},
        content_type="application/json",
        headers={"Host": "localhost:8000"},
    )


def _with_token(make_person: Callable[[], Any], *scopes: Scope) -> Callable[[str, Page], ApiClient]:
    def caller(version: str, page: Page) -> ApiClient:
        return ApiClient(version, Authorization=f"Bearer {make_token(make_person(), *scopes)}")

    return caller


def _member_of(*groups: str) -> Callable[[], Any]:
    def make() -> Any:
        for name in groups:
            Group.objects.get_or_create(name=name)
        return PersonFactory(groups=list(groups))

    return make


#: In the order of the rows. The last four are tokens of an administrator.
ACTORS: dict[str, Callable[[str, Page], ApiClient]] = {
    "anonymous": anonymous,
    "signed in": signed_in,
    "unlocked": unlocked,
    "insider": _with_token(_member_of("Insiders")),
    "designer": _with_token(_member_of(DESIGNERS), Scope.READ_DRAFTS, Scope.WRITE),
    "reviewer": _with_token(_member_of(REVIEWERS), Scope.READ_DRAFTS, Scope.REVIEW),
    "no scope": _with_token(AdministratorFactory),
    "read drafts": _with_token(AdministratorFactory, Scope.READ_DRAFTS),
    "write": _with_token(AdministratorFactory, Scope.WRITE),
    "review": _with_token(AdministratorFactory, Scope.REVIEW),
}
