"""Approving and requesting changes through version 3, as reviewers do in the admin."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Page, TaskState, Workflow, WorkflowState

from cms.api.scopes import Scope
from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.tokens import caller_with_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> Any:
    return PersonFactory(groups=["Content designers"])


@pytest.fixture
def submitted(author: Any) -> Page:
    """A draft that waits at the first of the two steps."""
    page = ContentPageFactory(live=False, title="New")
    page.save_revision(user=author)
    Workflow.objects.get(active=True).start(page, author)
    return page


@pytest.fixture
def reviewer() -> ApiClient:
    return caller_with_token(PersonFactory(groups=["Reviewers"]), Scope.REVIEW)


def decide(caller: ApiClient, page: Page, action: str, **content: Any) -> Any:
    return caller.send("post", f"pages/{page.pk}/actions/{action}/", **content)


def test_the_last_approval_publishes_the_page(submitted: Page, reviewer: ApiClient) -> None:
    first = decide(reviewer, submitted, "approve")
    assert first.status_code == 200
    assert first.json() == {
        "page_id": submitted.pk,
        "workflow": "Content review, then approval",
        "status": "in_progress",
        "task": {"id": first.json()["task"]["id"], "name": "Approval"},
        "live": False,
        "last_published_at": None,
    }
    assert ApiClient("v3").get(f"pages/{submitted.pk}/").status_code == 404

    last = decide(reviewer, submitted, "approve", comment="Well done.")

    assert (last.json()["status"], last.json()["task"], last.json()["live"]) == ("approved", None, True)
    assert ApiClient("v3").page(submitted)["title"] == "New"
    assert TaskState.objects.latest("pk").comment == "Well done."


def test_a_rejection_sends_the_page_back_with_the_comment(
    submitted: Page, reviewer: ApiClient, author: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = decide(reviewer, submitted, "reject", comment="Please say when.")

    assert (answer.json()["status"], answer.json()["task"]) == ("needs_changes", None)
    assert not Page.objects.get(pk=submitted.pk).live
    state = TaskState.objects.latest("pk")
    assert (state.status, state.comment) == ("rejected", "Please say when.")
    (message,) = [message for message in mail.outbox if message.to == [author.email]]
    assert "Please say when." in message.body


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_what_the_owner_may_not_decide_is_refused(submitted: Page, author: Any, action: str) -> None:
    answer = decide(caller_with_token(author, *Scope), submitted, action)

    assert answer.status_code == 403
    assert WorkflowState.objects.get().status == "in_progress"


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_a_page_that_waits_for_nobody_cannot_be_decided(action: str, submitted: Page) -> None:
    caller = caller_with_token(AdministratorFactory(), Scope.REVIEW)
    other = ContentPageFactory()

    assert decide(caller, other, action).status_code == 409
    assert decide(caller, submitted, "reject").status_code == 200
    assert decide(caller, submitted, action).status_code == 409


def test_a_page_that_the_owner_cannot_see_is_not_there(submitted: Page) -> None:
    nobody = caller_with_token(PersonFactory(), Scope.REVIEW)

    for page_id in (submitted.pk, ContentPageFactory(live=False).pk, 987654):
        answer = nobody.send("post", f"pages/{page_id}/actions/approve/")
        assert answer.status_code == 404
        assert answer.content == nobody.send("post", "pages/987654/actions/approve/").content


def test_deciding_needs_the_scope_and_a_token(submitted: Page) -> None:
    writer = caller_with_token(PersonFactory(groups=["Reviewers"]), Scope.READ_DRAFTS, Scope.WRITE)

    assert decide(writer, submitted, "approve").json()["missing_scope"] == "review"
    assert decide(ApiClient("v3"), submitted, "approve").status_code == 401
    browser = Client()
    browser.force_login(AdministratorFactory())
    assert browser.post(f"/api/v3/pages/{submitted.pk}/actions/approve/").status_code == 401


def test_a_comment_is_bounded(submitted: Page, reviewer: ApiClient) -> None:
    assert decide(reviewer, submitted, "approve", comment="x" * 5_001).status_code == 422
    assert decide(reviewer, submitted, "approve", comment=["x"]).status_code == 422
    assert WorkflowState.objects.get().current_task_state.status == "in_progress"
