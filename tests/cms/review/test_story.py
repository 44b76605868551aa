"""The story of one page, through the real admin views: written, sent back, corrected, approved twice, live."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Page

from cms.review.groups import REVIEWERS
from pages.models import ProgramPage
from tests.cms.review.admin_forms import Person, body
from tests.cms.review.conftest import MakePerson

pytestmark = pytest.mark.django_db

TITLE = "Coaching for women in technology"
SLUG = "coaching-for-women"
FIRST_TEXT = "Six month of coaching."
CORRECTED_TEXT = "Six months of coaching."
COMMENT = "Please say six months, not six month."


def where_the_public_sees(text: str, page: Page) -> set[str]:
    """Every public place that shows the page or ``text``."""
    public = Client()
    listings = {
        "v2 list": "/api/v2/pages/?type=pages.ProgramPage&fields=*&limit=100",
        "v2 all types": "/api/v2/pages/?limit=100",
        "v2 search": "/api/v2/pages/?search=coaching",
        "v2 children": f"/api/v2/pages/?child_of={page.get_parent().pk}",
        "v2 slug": f"/api/v2/pages/?slug={SLUG}",
        "v3 list": "/api/v3/pages/?type=pages.ProgramPage&limit=100",
        "v3 all types": "/api/v3/pages/?limit=100",
        "v3 search": "/api/v3/pages/?search=coaching",
        "home page": "/",
    }
    details = {
        "v2 detail": f"/api/v2/pages/{page.pk}/",
        "v2 by path": f"/api/v2/pages/find/?html_path=/{SLUG}/",
        "v3 detail": f"/api/v3/pages/{page.pk}/",
        "page": f"/{SLUG}/",
        "draft": f"/admin/pages/{page.pk}/view_draft/",
    }
    seen = set()
    for name, url in listings.items():
        response = public.get(url)
        assert response.status_code == 200, f"{url} answers {response.status_code}"
        content = response.content.decode()
        if SLUG in content or TITLE in content or text in content:
            seen.add(name)
    for name, url in details.items():
        response = public.get(url, follow=True)
        if response.status_code == 200 and text in response.content.decode():
            seen.add(name)
    return seen


def test_a_page_from_the_first_draft_to_the_api(designer: Person, reviewer: Person, home: Any) -> None:
    # A designer writes a page.
    response = designer.create(
        home,
        "pages.programpage",
        {"title": TITLE, "slug": SLUG, "lede": "Coaching and mentoring.", **body(("What you get", FIRST_TEXT))},
    )
    page = ProgramPage.objects.get(slug=SLUG)
    assert response["Location"] == designer.edit_url(page)
    assert page.body[0].value["content"][0].value.source.endswith(f">{FIRST_TEXT}</p>")
    assert page.owner == designer.user
    assert not page.live
    assert where_the_public_sees(FIRST_TEXT, page) == set()

    # They submit it. Reviewers hear of it and find it on their dashboard; nobody else sees anything.
    designer.edit(page, body(("What you get", FIRST_TEXT)), "action-submit")
    assert page.current_workflow_task.name == "Content review"
    assert where_the_public_sees(FIRST_TEXT, page) == set()
    assert [reviewer.user.email] in [message.to for message in mail.outbox]
    assert TITLE in reviewer.browser.get("/admin/").content.decode()
    mail.outbox.clear()

    # The reviewer asks for a change, and says which.
    reviewer.decide(page, "reject", COMMENT)
    assert page.current_workflow_state.status == "needs_changes"
    assert [(message.to, COMMENT in message.body) for message in mail.outbox] == [([designer.user.email], True)]
    assert COMMENT in designer.opens(page)
    assert where_the_public_sees(FIRST_TEXT, page) == set()

    # The designer corrects it and submits it again.
    designer.edit(page, body(("What you get", CORRECTED_TEXT)), "action-submit")
    assert page.current_workflow_task.name == "Content review"
    mail.outbox.clear()

    # Two approvals: the first one publishes nothing.
    reviewer.decide(page, "approve", "Reads well.")
    assert page.current_workflow_task.name == "Approval"
    assert not ProgramPage.objects.get(pk=page.pk).live
    assert where_the_public_sees(CORRECTED_TEXT, page) == set()
    reviewer.decide(page, "approve")

    page = ProgramPage.objects.get(pk=page.pk)
    assert page.live
    assert page.current_workflow_state is None
    assert [message.to for message in mail.outbox] == [[designer.user.email]]
    assert where_the_public_sees(CORRECTED_TEXT, page) >= {
        "v2 list",
        "v2 all types",
        "v2 search",
        "v2 children",
        "v2 slug",
        "v2 detail",
        "v2 by path",
        "v3 list",
        "v3 all types",
        "v3 search",
        "v3 detail",
        "page",
    }
    assert "draft" not in where_the_public_sees(CORRECTED_TEXT, page)


def test_a_live_page_shows_nothing_of_its_next_version_until_that_is_approved(
    designer: Person, reviewer: Person, home: Any
) -> None:
    page = home.add_child(instance=ProgramPage(title=TITLE, slug=SLUG, lede="As it was."))
    page.save_revision().publish()

    designer.edit(page, {"lede": "As it will be.", **body(("New", "A new section."))}, "action-submit")
    assert where_the_public_sees("As it will be.", page) >= {"v2 list"}  # the page itself is public
    for text in ("As it will be.", "A new section."):
        assert where_the_public_sees(text, page) & {"v2 detail", "v2 by path", "v3 detail", "page", "draft"} == set()
        assert text not in Client().get("/api/v2/pages/?type=pages.ProgramPage&fields=*").content.decode()
    assert "As it was." in Client().get(f"/api/v2/pages/{page.pk}/").content.decode()

    reviewer.decide(page, "approve")
    reviewer.decide(page, "approve")
    assert "As it will be." in Client().get(f"/api/v2/pages/{page.pk}/").content.decode()
    assert "A new section." in Client().get(f"/api/v3/pages/{page.pk}/").content.decode()


def test_an_approval_counts_only_for_the_version_that_it_was_given_to(
    designer: Person, reviewer: Person, home: Any
) -> None:
    designer.create(home, "pages.programpage", {"title": TITLE, "slug": SLUG, "lede": "Six month."}, "action-submit")
    page = ProgramPage.objects.get(slug=SLUG)
    reviewer.decide(page, "approve")
    assert page.current_workflow_task.name == "Approval"

    # The second reviewer corrects a word on the way: the first step has not seen that version.
    approval = {"workflow-action-name": "approve", "workflow-action-extra-data": '{"comment": "One letter."}'}
    reviewer.edit(page, {"lede": "Six months."}, "action-workflow-action", **approval)
    assert page.current_workflow_task.name == "Content review"
    assert where_the_public_sees("Six months.", page) == set()

    # The second step has, and need not say so again.
    reviewer.decide(page, "approve")
    page = ProgramPage.objects.get(pk=page.pk)
    assert (page.live, page.lede) == (True, "Six months.")


def test_reviewers_who_save_something_before_they_approve_approve_what_they_saved(
    designer: Person, reviewer: Person, home: Any
) -> None:
    designer.create(home, "pages.programpage", {"title": TITLE, "slug": SLUG, "lede": "Six month."}, "action-submit")
    page = ProgramPage.objects.get(slug=SLUG)

    reviewer.edit(page, {"lede": "Six months."})
    reviewer.decide(page, "approve")

    assert page.current_workflow_task.name == "Approval"
    reviewer.decide(page, "approve")
    page = ProgramPage.objects.get(pk=page.pk)
    assert (page.live, page.lede) == (True, "Six months.")


def test_what_another_reviewer_saved_is_not_approved_unseen(
    designer: Person, reviewer: Person, person: MakePerson, home: Any
) -> None:
    other_reviewer = person("robin", REVIEWERS)
    designer.create(home, "pages.programpage", {"title": TITLE, "slug": SLUG, "lede": "Six month."}, "action-submit")
    page = ProgramPage.objects.get(slug=SLUG)

    other_reviewer.edit(page, {"lede": "Seven months."})
    reviewer.decide(page, "approve")

    assert page.current_workflow_task.name == "Content review"


def test_after_changes_asked_for_at_the_second_step_both_steps_approve_again(
    designer: Person, reviewer: Person, home: Any
) -> None:
    designer.create(home, "pages.programpage", {"title": TITLE, "slug": SLUG}, "action-submit")
    page = ProgramPage.objects.get(slug=SLUG)
    reviewer.decide(page, "approve")
    reviewer.decide(page, "reject", "The title says too much.")
    designer.edit(page, {"title": "Coaching"}, "action-submit")

    seen = []
    while task := page.current_workflow_task:
        assert not ProgramPage.objects.get(pk=page.pk).live
        seen.append(task.name)
        reviewer.decide(page, "approve")
    assert sorted(seen) == ["Approval", "Content review"]
    page = ProgramPage.objects.get(pk=page.pk)
    assert (page.live, page.title) == (True, "Coaching")


def test_approval_of_a_page_for_later_publishes_it_then_and_not_now(
    designer: Person, reviewer: Person, home: Any
) -> None:
    later = {"go_live_at": "2999-06-01 09:00"}
    designer.create(home, "pages.programpage", {"title": TITLE, "slug": SLUG, **later}, "action-submit")
    page = ProgramPage.objects.get(slug=SLUG)
    reviewer.decide(page, "approve")
    reviewer.decide(page, "approve")

    page = ProgramPage.objects.get(pk=page.pk)
    assert not page.live
    assert page.status_string == "scheduled"
    assert page.scheduled_revision.approved_go_live_at.year == 2999
    assert where_the_public_sees(TITLE, page) == set()
