"""Scopes of API tokens: every operation says what it needs, and a token without it is told so."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.api.v3.routers.pages import actions_router
from wagtail.models import APIToken, Page

from cms.api.models import TokenTerms
from cms.api.scopes import Scope
from cms.api.tokens import create_token
from cms.api.v3 import access
from cms.api.v3.api import api
from cms.errors import ConfigurationError
from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory, IndexPageFactory
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token, make_token

pytestmark = pytest.mark.django_db

DECLARED = (
    access.PREVIEWS,
    access.WITH_TOKEN,
    access.READS_DRAFTS,
    access.WRITES,
    access.REVIEWS,
    access.WRITES_AND_REVIEWS,
)


def operations() -> list[Any]:
    """Every operation of version 3, with its address."""
    return [
        (f"/api/v3/{router.prefix}/{path}".replace("//", "/").replace("//", "/"), operation)
        for router in api._get_bound_routers()
        for path, view in router.path_operations.items()
        for operation in view.operations
    ]


def is_for_everybody(operation: Any) -> bool:
    return list(operation.auth_callbacks) == access.ANYBODY


def is_of_previews(operation: Any) -> bool:
    """Whether it takes a preview token, which has no scopes; ``tests/cms/preview`` shows what it opens."""
    return list(operation.auth_callbacks) == [access.PREVIEWS]


def test_every_operation_says_what_a_token_needs_for_it() -> None:
    undeclared = [
        f"{operation.operation_id} at {path}"
        for path, operation in operations()
        if not is_for_everybody(operation) and [*operation.auth_callbacks] not in [[each] for each in DECLARED]
    ]

    assert len(operations()) > 40
    assert undeclared == []


def test_nothing_that_changes_content_is_for_readers() -> None:
    reading = {access.WITH_TOKEN, access.READS_DRAFTS}
    strangers = {
        operation.operation_id
        for _path, operation in operations()
        if operation.methods != ["GET"] and (is_for_everybody(operation) or operation.auth_callbacks[0] in reading)
    }

    assert strangers <= {"pages_unlock", "forms_submit"}


def test_a_new_operation_of_wagtails_stops_the_start() -> None:
    with pytest.raises(ConfigurationError, match="pages_actions_unpublish"):
        access.with_access(actions_router, {"pages_actions_publish": access.REVIEWS})


NEEDING = [
    (path, operation)
    for path, operation in operations()
    if not is_for_everybody(operation) and not is_of_previews(operation)
]


@pytest.mark.parametrize(("path", "operation"), NEEDING, ids=[operation.operation_id for _path, operation in NEEDING])
def test_a_token_that_lacks_the_scope_is_told_which(path: str, operation: Any) -> None:
    client = Client()
    needed = operation.auth_callbacks[0].scopes
    person = AdministratorFactory()
    page = ContentPageFactory()
    address = path.replace("{type}", "pages.Practice").replace("{type_name}", "pages.ContentPage")
    address = re.sub(r"\{[a-z]+:?page_id\}", str(page.pk), address)
    address = re.sub(r"\{[a-z_:]+\}", "1", address)

    def status(*scopes: Scope) -> Any:
        headers = {"Authorization": f"Bearer {make_token(person, *scopes)}"}
        return getattr(client, operation.methods[0].lower())(address, headers=headers)

    anonymous = getattr(client, operation.methods[0].lower())(address)
    assert anonymous.status_code == 401, anonymous.content
    for scope in needed:
        response = status(*(set(EVERY_SCOPE) - {scope}))
        assert response.status_code == 403
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["missing_scope"] == scope
        assert f'scope="{scope}"' in response["WWW-Authenticate"]
    assert "missing_scope" not in status(*needed).content.decode()


@pytest.fixture
def writer() -> ApiClient:
    return caller_with_token(AdministratorFactory(), Scope.WRITE)


def content(parent: Page, **meta: Any) -> dict[str, Any]:
    return {"title": "Made", "meta": {"type": "pages.ContentPage", "parent_id": parent.pk, **meta}}


def test_writing_alone_publishes_nothing(writer: ApiClient) -> None:
    parent = IndexPageFactory()
    live = ContentPageFactory(parent=parent, title="Before")

    created = writer.send("post", "pages/", **content(parent))
    assert created.status_code == 201
    assert not Page.objects.get(pk=created.json()["id"]).live
    assert writer.send("patch", f"pages/{live.pk}/", title="After").status_code == 200

    for method, path, body in [
        ("post", "pages/", content(parent, action="publish")),
        ("patch", f"pages/{live.pk}/", {"title": "After", "meta": {"action": "publish"}}),
        ("post", f"pages/{live.pk}/actions/copy/", {}),
        ("post", f"pages/{live.pk}/actions/create_alias/", {}),
        ("post", f"pages/{live.pk}/actions/publish/", {}),
    ]:
        refused = writer.send(method, path, **body)
        assert refused.status_code == 403, path
        assert refused.json()["missing_scope"] == "review"
    assert Page.objects.get(pk=live.pk).title == "Before"
    assert Page.objects.child_of(parent).live().count() == 1
    copied = writer.send("post", f"pages/{live.pk}/actions/copy/", keep_live=False)
    assert copied.status_code == 201
    assert not Page.objects.get(pk=copied.json()["id"]).live


def test_reviewing_alone_publishes_and_changes_nothing_else() -> None:
    page = ContentPageFactory(live=False)
    reviewer = caller_with_token(AdministratorFactory(), Scope.REVIEW)

    assert reviewer.send("post", f"pages/{page.pk}/actions/publish/").status_code == 200
    assert ApiClient("v3").get(f"pages/{page.pk}/").status_code == 200
    assert reviewer.send("post", f"pages/{page.pk}/actions/unpublish/").status_code == 200
    assert reviewer.send("patch", f"pages/{page.pk}/", title="Other").status_code == 403
    assert reviewer.get(f"pages/{page.pk}/").status_code == 404  # a draft again, which it does not read


def test_a_scope_gives_no_permission_that_the_owner_lacks() -> None:
    parent = IndexPageFactory()
    caller = caller_with_token(PersonFactory(groups=["Content designers"]), *EVERY_SCOPE)

    created = caller.send("post", "pages/", **content(parent))
    assert created.status_code == 201
    refused = caller.send("post", f"pages/{created.json()['id']}/actions/publish/")
    assert refused.status_code == 403
    assert "missing_scope" not in refused.json()


def test_only_a_token_that_reads_drafts_reads_them() -> None:
    page = ContentPageFactory(title="Live")
    page.title = "Draft"
    page.save_revision()
    hidden = ContentPageFactory(live=False)
    person = AdministratorFactory()

    for scopes in [(), (Scope.WRITE, Scope.REVIEW)]:
        caller = caller_with_token(person, *scopes)
        assert caller.ids("pages/") == ApiClient("v3").ids("pages/")
        assert caller.get(f"pages/{hidden.pk}/").status_code == 404
        assert caller.get(f"pages/{page.pk}/", version="draft").json()["missing_scope"] == "read_drafts"
    reader = caller_with_token(person, Scope.READ_DRAFTS)
    assert reader.page(page, version="draft")["title"] == "Draft"
    assert hidden.pk in reader.ids("pages/")


def expire(token: APIToken) -> None:
    TokenTerms.objects.filter(pk=token.pk).update(expires=timezone.now() - datetime.timedelta(seconds=1))


def revoke(token: APIToken) -> None:
    token.revoke()


def close_the_account(token: APIToken) -> None:
    token.user.is_active = False
    token.user.save()


def delete(token: APIToken) -> None:
    token.delete()


@pytest.mark.parametrize("end", [expire, revoke, close_the_account, delete])
@pytest.mark.parametrize("path", ["pages/", "whoami/"])
def test_a_token_that_has_ended_is_refused_where_everybody_may_read(end: Any, path: str) -> None:
    token, plaintext = create_token(AdministratorFactory(), "tests", EVERY_SCOPE)
    caller = ApiClient("v3", Authorization=f"Bearer {plaintext}")
    assert caller.get(path).status_code == 200

    end(token)

    response = caller.get(path)
    assert response.status_code == 401
    assert response["Cache-Control"] == "private, no-store"
    assert "items" not in response.json()


def test_a_token_of_wagtails_own_reads_what_everybody_reads() -> None:
    hidden = ContentPageFactory(live=False)
    _token, plaintext = APIToken.create_token(user=AdministratorFactory(), name="old")
    caller = ApiClient("v3", Authorization=f"Bearer {plaintext}")

    assert caller.ids("pages/") == ApiClient("v3").ids("pages/")
    assert caller.get(f"pages/{hidden.pk}/").status_code == 404
    for path in ("whoami/", "schema/", f"pages/{hidden.pk}/revisions/"):
        response = caller.get(path)
        assert response.status_code == 403
        assert "without scopes" in response.json()["detail"]


def test_a_token_notes_its_use_once_a_minute() -> None:
    token, plaintext = create_token(AdministratorFactory(), "tests")
    caller = ApiClient("v3", Authorization=f"Bearer {plaintext}")

    caller.get("pages/")
    token.refresh_from_db()
    first = token.last_used_at
    caller.get("pages/")
    token.refresh_from_db()

    assert first is not None
    assert token.last_used_at == first


def test_the_database_holds_no_token() -> None:
    token, plaintext = create_token(AdministratorFactory(), "tests")

    stored = {str(value) for row in APIToken.objects.filter(pk=token.pk).values() for value in row.values()}

    assert plaintext not in stored
    assert not any(plaintext[12:] in value for value in stored)


def test_a_session_elevates_nobody() -> None:
    browser = Client()
    browser.force_login(AdministratorFactory())
    hidden = ContentPageFactory(live=False)

    assert browser.get(f"/api/v3/pages/{hidden.pk}/").status_code == 404
    assert browser.get("/api/v3/whoami/").status_code == 401
