"""Comments on a page's fields: reviewers and designers write and answer them, and none of them is public."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Comment
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from pages.models import ContentPage
from tests.cms.review.admin_forms import Person

pytestmark = pytest.mark.django_db

REMARK = "Which standard is this?"
ANSWER = "The one of 2023; I have added the year."


@pytest.fixture
def submitted(designer: Person, home: Any) -> ContentPage:
    designer.create(home, "pages.contentpage", {"title": "Access", "slug": "access"}, "action-submit")
    mail.outbox.clear()
    return ContentPage.objects.get(slug="access")


def comments(*written: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    """The comments' part of a posted form, as the comment sidebar sends it."""
    return nested_form_data({"comments": inline_formset(list(written), initial=initial)})


def remark(text: str, **more: Any) -> dict[str, Any]:
    return {
        "text": text,
        "contentpath": "lede",
        "position": "",
        "resolved": "",
        "id": "",
        "replies": inline_formset([]),
        **more,
    }


def test_a_reviewer_comments_on_a_submission_and_its_author_answers(
    designer: Person, reviewer: Person, submitted: ContentPage
) -> None:
    reviewer.edit(submitted, comments(remark(REMARK)))
    comment = Comment.objects.get(page=submitted)
    assert (comment.text, comment.user, comment.contentpath) == (REMARK, reviewer.user, "lede")
    assert REMARK in designer.opens(submitted)

    reviewer.decide(submitted, "reject", "See my comment.")
    mail.outbox.clear()
    answer = {"text": ANSWER, "id": "", "user": str(designer.user.pk)}
    answered = remark(REMARK, id=str(comment.pk), replies=inline_formset([answer]))
    designer.edit(submitted, comments(answered, initial=1), "action-submit")
    reply = comment.replies.get()
    assert (reply.text, reply.user) == (ANSWER, designer.user)
    assert ANSWER in reviewer.opens(submitted)


def test_who_started_a_thread_is_told_of_an_answer(designer: Person, reviewer: Person, submitted: ContentPage) -> None:
    reviewer.edit(submitted, comments(remark(REMARK)))
    reviewer.decide(submitted, "reject", "See my comment.")
    mail.outbox.clear()
    comment = Comment.objects.get(page=submitted)
    answered = remark(REMARK, id=str(comment.pk), replies=inline_formset([{"text": ANSWER, "id": ""}]))
    designer.edit(submitted, comments(answered, initial=1))
    assert [(message.to, ANSWER in message.body) for message in mail.outbox] == [([reviewer.user.email], True)]


def test_a_comment_is_never_public(designer: Person, reviewer: Person, submitted: ContentPage) -> None:
    reviewer.edit(submitted, comments(remark(REMARK)))
    while submitted.current_workflow_task:
        reviewer.decide(submitted, "approve")
    assert ContentPage.objects.get(pk=submitted.pk).live
    for url in (
        "/access/",
        f"/api/v2/pages/{submitted.pk}/?fields=*",
        "/api/v2/pages/?type=pages.ContentPage&fields=*",
        f"/api/v3/pages/{submitted.pk}/",
    ):
        response = Client().get(url)
        assert response.status_code == 200, url
        assert REMARK not in response.content.decode()
