"""What each group cannot do, tried as a browser would try it."""

from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import APIToken, GroupApprovalTask, Page, PageViewRestriction

from pages.models import ContentPage, FormPage, IndexPage, Organisation
from tests.cms.review.admin_forms import Person
from tests.factories.tokens import EVERY_SCOPE, make_token

pytestmark = pytest.mark.django_db

REFUSED = 302  # Wagtail answers a forbidden admin page with a message on the dashboard


@pytest.fixture
def live_page(home: Any) -> ContentPage:
    page = home.add_child(instance=ContentPage(title="Live", slug="live", lede="As it was."))
    page.save_revision().publish()
    return ContentPage.objects.get(pk=page.pk)


@pytest.fixture
def submitted(designer: Person, home: Any) -> ContentPage:
    designer.create(home, "pages.contentpage", {"title": "New", "slug": "new"}, "action-submit")
    return ContentPage.objects.get(slug="new")


def post(person: Person, view: str, *args: Any, **data: str) -> Any:
    return person.browser.post(reverse(view, args=args), data)


def picture() -> ContentFile[bytes]:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    return ContentFile(content.getvalue(), "picture.png")


def in_bulk(person: Person, action: str, page: Page) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    person.browser.post(f"{url}?id={page.pk}&next=/admin/")


def refuses(response: Any) -> bool:
    """Whether the admin sent the person back to the dashboard, as it does when something is not theirs to do."""
    return response.status_code == REFUSED and response["Location"] == reverse("wagtailadmin_home")


def test_a_designer_who_posts_publish_only_saves_a_draft(designer: Person, home: Any, live_page: ContentPage) -> None:
    designer.create(home, "pages.contentpage", {"title": "New", "slug": "new"}, "action-publish")
    new = ContentPage.objects.get(slug="new")
    assert not new.live

    designer.edit(new, {"title": "Newer"}, "action-publish")
    designer.edit(live_page, {"lede": "As it should not be."}, "action-publish")
    assert not ContentPage.objects.get(pk=new.pk).live
    live_page = ContentPage.objects.get(pk=live_page.pk)
    assert live_page.lede == "As it was."
    assert live_page.has_unpublished_changes


def test_a_designer_is_offered_no_publish_button(designer: Person, reviewer: Person, live_page: ContentPage) -> None:
    assert "action-publish" not in designer.opens(live_page)
    assert "action-submit" in designer.opens(live_page)
    assert "action-publish" in reviewer.opens(live_page)


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_a_designer_decides_nothing_about_a_submission(
    action: str, designer: Person, person: Any, submitted: ContentPage
) -> None:
    for somebody in (designer, person("drew", "Content designers")):
        assert refuses(somebody.decide(submitted, action))
        buttons = {"workflow-action-name": action, "workflow-action-extra-data": "{}"}
        somebody.edit(submitted, {}, "action-workflow-action", **buttons)
    assert submitted.current_workflow_task.name == "Content review"
    assert submitted.current_workflow_state.current_task_state.status == "in_progress"
    assert not ContentPage.objects.get(pk=submitted.pk).live


def test_a_page_that_is_being_reviewed_does_not_change_under_the_reviewers_eyes(
    designer: Person, submitted: ContentPage
) -> None:
    revision = submitted.latest_revision
    response = designer.edit(submitted, {"title": "Something else"})
    assert "could not be saved as it is locked" in response.content.decode()
    assert ContentPage.objects.get(pk=submitted.pk).latest_revision == revision


def test_a_designer_takes_nothing_off_the_site(designer: Person, home: Any, live_page: ContentPage) -> None:
    section = home.add_child(instance=IndexPage(title="Section", slug="section"))
    for name, args in (
        ("wagtailadmin_pages:unpublish", (live_page.pk,)),
        ("wagtailadmin_pages:delete", (live_page.pk,)),
        ("wagtailadmin_pages:move_confirm", (live_page.pk, section.pk)),
        ("wagtailadmin_pages:set_page_position", (live_page.pk,)),
    ):
        assert refuses(post(designer, name, *args)), name
    live_page = ContentPage.objects.get(pk=live_page.pk)
    assert live_page.live
    assert live_page.get_parent().pk == home.pk


def test_in_bulk_a_designer_can_do_no_more_than_one_by_one(
    designer: Person, reviewer: Person, live_page: ContentPage, submitted: ContentPage
) -> None:
    def live(page: ContentPage) -> bool:
        return ContentPage.objects.filter(pk=page.pk, live=True).exists()

    for action, page, was_live in (("publish", submitted, False), ("unpublish", live_page, True)):
        in_bulk(designer, action, page)
        assert live(page) is was_live
        in_bulk(reviewer, action, page)
        assert live(page) is not was_live
    in_bulk(reviewer, "publish", live_page)
    in_bulk(designer, "delete", live_page)
    assert live(live_page)
    in_bulk(reviewer, "delete", live_page)
    assert not live(live_page)


@pytest.mark.parametrize("alias", ["", "on"])
def test_a_designer_publishes_nothing_by_a_copy(
    alias: str, designer: Person, reviewer: Person, home: Any, live_page: ContentPage
) -> None:
    def copy(person: Person, slug: str) -> list[bool]:
        form = {"new_title": "Copy", "new_slug": slug, "new_parent_page": str(home.pk)}
        post(person, "wagtailadmin_pages:copy", live_page.pk, publish_copies="on", alias=alias, **form)
        return list(Page.objects.filter(slug=slug).values_list("live", flat=True))

    assert copy(designer, "designers-copy") == [False]
    assert copy(reviewer, "reviewers-copy") == [True]


def test_a_designer_makes_no_page_private_or_public(designer: Person, live_page: ContentPage) -> None:
    response = post(designer, "wagtailadmin_pages:set_privacy", live_page.pk, restriction_type="login")
    assert refuses(response)
    assert not PageViewRestriction.objects.exists()


def test_a_reviewer_locks_a_page_against_a_designer_who_cannot_unlock_it(
    designer: Person, reviewer: Person, live_page: ContentPage
) -> None:
    post(reviewer, "wagtailadmin_pages:lock", live_page.pk)
    assert refuses(post(designer, "wagtailadmin_pages:unlock", live_page.pk))
    assert ContentPage.objects.get(pk=live_page.pk).locked
    post(reviewer, "wagtailadmin_pages:unlock", live_page.pk)
    assert not ContentPage.objects.get(pk=live_page.pk).locked


@pytest.mark.parametrize(
    "name", ["wagtailusers_users:index", "wagtailusers_groups:index", "wagtailadmin_workflows:add"]
)
def test_people_groups_and_workflows_are_the_administrators(
    name: str, designer: Person, reviewer: Person, developer: Person
) -> None:
    for somebody in (designer, reviewer, developer):
        assert refuses(somebody.browser.get(reverse(name))), somebody.user


def test_what_people_sent_in_is_read_and_deleted_by_those_who_may_publish_the_form(
    designer: Person, reviewer: Person, developer: Person, home: Any
) -> None:
    form = home.add_child(instance=FormPage(title="Mailing list", slug="mailing-list"))
    submission = form.get_submission_class().objects.create(page=form, form_data={"email": "someone@example.org"})
    url = reverse("wagtailforms:list_submissions", args=[form.pk])
    delete = f"{reverse('wagtailforms:delete_submissions', args=[form.pk])}?selected-submissions={submission.pk}"

    for somebody in (designer, developer):
        assert refuses(somebody.browser.get(url))
        assert refuses(somebody.browser.post(delete))
    assert "Mailing list" not in designer.browser.get(reverse("wagtailforms:index")).content.decode()
    assert designer.browser.get(designer.edit_url(form)).status_code == 200

    assert reviewer.browser.get(url).status_code == 200
    reviewer.browser.post(delete)
    assert not form.get_submission_class().objects.exists()


def test_redirects_are_the_reviewers(designer: Person, reviewer: Person) -> None:
    url = reverse("wagtailredirects:index")
    assert reviewer.browser.get(url).status_code == 200
    assert refuses(designer.browser.get(url))


def test_designers_keep_the_directory_and_reviewers_also_clear_it(
    designer: Person, reviewer: Person, developer: Person
) -> None:
    viewset = Organisation.snippet_viewset
    designer.browser.post(reverse(viewset.get_url_name("add")), {"name": "Agency", "slug": "agency"})
    agency = Organisation.objects.get(slug="agency")
    designer.browser.post(reverse(viewset.get_url_name("edit"), args=[agency.pk]), {"name": "The agency", "slug": "a"})
    assert Organisation.objects.get().name == "The agency"

    delete = reverse(viewset.get_url_name("delete"), args=[agency.pk])
    assert refuses(designer.browser.post(delete))
    assert refuses(developer.browser.post(delete))
    assert Organisation.objects.exists()
    reviewer.browser.post(delete)
    assert not Organisation.objects.exists()


def test_designers_change_the_files_that_they_brought_and_reviewers_all(
    designer: Person, reviewer: Person, developer: Person
) -> None:
    for model, edit, add in (
        (get_image_model(), "wagtailimages:edit", "wagtailimages:add"),
        (get_document_model(), "wagtaildocs:edit", "wagtaildocs:add"),
    ):
        theirs, ours = (
            model.objects.create(title="File", file=file, uploaded_by_user=somebody.user)
            for somebody, file in ((reviewer, picture()), (designer, picture()))
        )
        assert designer.browser.get(reverse(edit, args=[ours.pk])).status_code == 200
        assert refuses(designer.browser.get(reverse(edit, args=[theirs.pk])))
        assert reviewer.browser.get(reverse(edit, args=[ours.pk])).status_code == 200
        assert refuses(developer.browser.get(reverse(add)))


def test_a_last_step_for_a_group_that_may_not_publish_is_refused_and_stays_open(
    designer: Person, reviewer: Person, person: Any, submitted: ContentPage
) -> None:
    last_step = GroupApprovalTask.objects.get(name="Approval")
    last_step.groups.set(Group.objects.filter(name="Developers"))
    reviewer.decide(submitted, "approve")
    assert refuses(person("alex", "Developers").decide(submitted, "approve"))
    assert submitted.current_workflow_task.name == "Approval"
    assert not ContentPage.objects.get(pk=submitted.pk).live


def test_a_developer_sees_the_admin_and_changes_no_content(
    developer: Person, home: Any, live_page: ContentPage
) -> None:
    assert developer.browser.get(reverse("wagtailadmin_home")).status_code == 200
    assert refuses(developer.browser.get(developer.edit_url(live_page)))
    assert refuses(developer.browser.get(reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home.pk])))


def test_a_developer_makes_and_revokes_tokens_of_their_own_only(developer: Person, reviewer: Person) -> None:
    terms = {"expires": timezone.localdate().isoformat()}
    response = post(developer, "cms_api_tokens:add", name="Frontend", user=str(developer.user.pk), **terms)
    token = APIToken.objects.get()
    assert (token.user, token.name) == (developer.user, "Frontend")
    assert token.prefix in response.content.decode()

    post(developer, "cms_api_tokens:add", name="Not mine", user=str(reviewer.user.pk), **terms)
    assert list(APIToken.objects.all()) == [token]
    theirs, _ = APIToken.create_token(user=reviewer.user, name="Theirs")
    assert post(developer, "cms_api_tokens:delete", theirs.pk).status_code == 404
    post(developer, "cms_api_tokens:delete", token.pk)
    assert {token.name: token.revoked_at is None for token in APIToken.objects.all()} == {
        "Frontend": False,
        "Theirs": True,
    }


def test_only_developers_and_administrators_make_tokens(designer: Person, reviewer: Person) -> None:
    for somebody in (designer, reviewer):
        expires = timezone.localdate().isoformat()
        post(somebody, "cms_api_tokens:add", name="Mine", user=str(somebody.user.pk), expires=expires)
    assert not APIToken.objects.exists()


def test_a_developers_token_shows_no_draft_and_changes_nothing(
    developer: Person, designer: Person, live_page: ContentPage
) -> None:
    designer.edit(live_page, {"lede": "As it will be."})
    url = f"/api/v3/pages/{live_page.pk}/"

    def headers(person: Person) -> dict[str, str]:
        return {"authorization": f"Bearer {make_token(person.user, *EVERY_SCOPE)}"}

    draft = f"{url}?version=draft"
    assert "As it will be." in Client().get(draft, headers=headers(designer)).content.decode()
    for address in (draft, f"{url}revisions/"):
        assert "As it will be." not in Client().get(address, headers=headers(developer)).content.decode()
    for person in (developer, designer):
        for action in ("publish", "unpublish"):
            response = Client().post(
                f"{url}actions/{action}/", "{}", content_type="application/json", headers=headers(person)
            )
            assert response.status_code == 403, action
        assert Client().delete(url, headers=headers(person)).status_code == 403
    live_page = ContentPage.objects.get(pk=live_page.pk)
    assert (live_page.live, live_page.lede) == (True, "As it was.")
