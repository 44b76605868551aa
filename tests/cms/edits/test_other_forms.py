"""Two people edit one thing that is no page: the second save is refused as on pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.test.utils import WagtailTestUtils

from cms.api.scopes import Scope
from cms.api.tokens import create_token
from home.models import SiteSettings, SocialLink
from tests.cms.edits.editors import Editor, editor
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.sites import default_home
from tests.factories.snippets import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Editor:
    return editor(AdministratorFactory(first_name="Ada", last_name="Lovelace"))


@pytest.fixture
def ben() -> Editor:
    return editor(AdministratorFactory(first_name="Ben", last_name="Bitdiddle"))


def practice() -> tuple[str, str, Any]:
    made = PracticeFactory(name="Service design")
    return reverse(type(made).snippet_viewset.get_url_name("edit"), args=[made.pk]), "description", made


def setting() -> tuple[str, str, Any]:
    default_home()
    site = Site.objects.get(is_default_site=True)
    made = SiteSettings.for_site(site)
    return reverse("wagtailsettings:edit", args=["home", "sitesettings", site.pk]), "footer_text", made


def image() -> tuple[str, str, Any]:
    made = ImageFactory(title="As it was")
    return reverse("wagtailimages:edit", args=[made.pk]), "title", made


def document() -> tuple[str, str, Any]:
    made = DocumentFactory(title="As it was")
    return reverse("wagtaildocs:edit", args=[made.pk]), "title", made


def redirect() -> tuple[str, str, Any]:
    made = Redirect.add_redirect("/as-it-was", "https://example.org/")
    return reverse("wagtailredirects:edit", args=[made.pk]), "redirect_link", made


def site() -> tuple[str, str, Any]:
    default_home()
    made = Site.objects.get(is_default_site=True)
    return reverse("wagtailsites:edit", args=[made.pk]), "site_name", made


def user() -> tuple[str, str, Any]:
    made = PersonFactory(email="someone@example.org", last_name="Someone")
    return reverse("wagtailusers_users:edit", args=[made.pk]), "first_name", made


def group() -> tuple[str, str, Any]:
    made = Group.objects.create(name="As it was")
    return reverse("wagtailusers_groups:edit", args=[made.pk]), "name", made


def collection() -> tuple[str, str, Any]:
    made = Collection.get_first_root_node().add_child(name="As it was")
    return reverse("wagtailadmin_collections:edit", args=[made.pk]), "name", made


def workflow() -> tuple[str, str, Any]:
    made = Workflow.objects.create(name="As it was", active=True)
    WorkflowTask.objects.create(workflow=made, task=task()[2], sort_order=0)
    return reverse("wagtailadmin_workflows:edit", args=[made.pk]), "name", made


def task() -> tuple[str, str, Any]:
    made = GroupApprovalTask.objects.create(name="As it was", active=True)
    made.groups.add(Group.objects.create(name="Approvers"))
    return reverse("wagtailadmin_workflows:edit_task", args=[made.pk]), "groups", made


#: An address, too: that is what a redirect leads to.
ADA, BEN, FIRST, SECOND = (f"https://example.org/{name}" for name in ("ada", "ben", "first", "second"))
KINDS = pytest.mark.parametrize(
    "make",
    [practice, setting, image, document, redirect, site, user, group, collection, workflow],
)
Make = Callable[[], tuple[str, str, Any]]


def notice(response: Any) -> str:
    found = WagtailTestUtils.get_soup(response.content.decode()).find(attrs={"data-edits-refused": True})
    return " ".join(found.get_text(" ").split()) if found else ""


def box(response: Any) -> str:
    found = WagtailTestUtils.get_soup(response.content.decode()).find(attrs={"name": "edits_save_over"})
    value: str = found["value"]
    return value


def stored(made: Any, field: str) -> str:
    value: str = getattr(type(made).objects.get(pk=made.pk), field)
    return value


@KINDS
def test_a_stale_save_is_refused_and_nothing_typed_is_lost(ada: Editor, ben: Editor, make: Make) -> None:
    url, field, made = make()
    form = ben.open(url)
    assert ada.open(url).save(**{field: ADA}).status_code == 302
    assert stored(made, field) == ADA

    response = form.save(**{field: BEN})

    assert response.status_code == 200
    assert "Ada Lovelace has saved this" in notice(response)
    assert stored(made, field) == ADA
    assert form.again(response).data[field].strip() == BEN
    assert "different from what is stored now" in notice(response)


@KINDS
def test_saving_again_needs_the_box(ada: Editor, ben: Editor, make: Make) -> None:
    url, field, made = make()
    form = ben.open(url)
    ada.open(url).save(**{field: ADA})
    refused = form.save(**{field: BEN})
    again = form.again(refused)

    assert "Ada Lovelace" in notice(again.save())
    assert again.save(edits_save_over=box(refused)).status_code == 302
    assert stored(made, field) == BEN


@KINDS
def test_ones_own_other_window_is_named_as_such(ben: Editor, make: Make) -> None:
    url, field, made = make()
    first, second = ben.open(url), ben.open(url)
    first.save(**{field: FIRST})

    assert "You have saved this" in notice(second.save(**{field: SECOND}))
    assert stored(made, field) == FIRST


@KINDS
def test_what_changed_without_a_name_is_refused_as_well(ben: Editor, make: Make) -> None:
    url, field, made = make()
    form = ben.open(url)
    fresh = type(made).objects.get(pk=made.pk)
    setattr(fresh, field, "https://example.org/program")
    fresh.save()

    assert "Somebody has saved this" in notice(form.save(**{field: BEN}))
    assert stored(made, field) == "https://example.org/program"


@KINDS
def test_nobody_in_between_is_no_conflict(ben: Editor, make: Make) -> None:
    url, field, made = make()
    for number in range(2):
        assert ben.open(url).save(**{field: f"https://example.org/{number}"}).status_code == 302
    assert stored(made, field) == "https://example.org/1"


def test_what_the_background_finds_out_of_an_image_is_no_conflict(ben: Editor) -> None:
    url, field, made = image()
    form = ben.open(url)
    type(made).objects.filter(pk=made.pk).update(file_hash="0" * 40, file_size=1)
    made.get_rendition("width-10")

    assert form.save(**{field: BEN}).status_code == 302


def test_items_of_a_setting_are_compared_as_well(ben: Editor) -> None:
    url, field, made = setting()
    form = ben.open(url)
    SocialLink.objects.create(settings=made, label="Elsewhere", url="https://example.org/")

    assert notice(form.save(**{field: BEN}))


def test_when_somebody_signed_in_is_no_conflict(ben: Editor) -> None:
    url, field, made = user()
    form = ben.open(url)
    type(made).objects.filter(pk=made.pk).update(last_login=timezone.now())

    assert form.save(**{field: BEN}).status_code == 302


def test_permissions_of_a_group_are_compared_as_well(ben: Editor) -> None:
    url, field, made = group()
    form = ben.open(url)
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=made, page=Page.get_first_root_node(), permission=change)

    refused = form.save(**{field: BEN})

    assert "Somebody has saved this group" in notice(refused)
    assert made.page_permissions.exists()
    assert form.again(refused).save(edits_save_over=box(refused)).status_code == 302
    assert not made.page_permissions.exists()  # what Ben was shown, and saved over on purpose


def test_pages_of_a_workflow_are_compared_as_well(ada: Editor, ben: Editor) -> None:
    url, field, made = workflow()
    page = Page.get_first_root_node().get_first_child()
    WorkflowPage.objects.create(workflow=made, page=page)
    form = ben.open(url)
    assert ada.open(url).save(**{"pages-0-DELETE": "on"}).status_code == 302
    assert not made.workflow_pages.exists()

    refused = form.save(**{field: BEN})

    assert "Ada Lovelace has saved this workflow" in notice(refused)
    assert not made.workflow_pages.exists()
    assert stored(made, field) == "As it was"


def test_groups_of_a_task_are_compared(ada: Editor, ben: Editor) -> None:
    url, field, made = task()
    first, second, third = made.groups.get(), Group.objects.create(name="Second"), Group.objects.create(name="Third")
    form = ben.open(url)
    assert ada.open(url).save(**{field: str(second.pk)}).status_code == 302

    refused = form.save(**{field: str(third.pk)})

    assert "Ada Lovelace has saved this" in notice(refused)
    assert "different from what is stored now: Groups" in notice(refused)
    assert made.groups.get() == second != first
    assert form.again(refused).save(edits_save_over=box(refused)).status_code == 302
    assert made.groups.get() == third


def test_what_another_person_may_not_edit_says_nothing(ada: Editor) -> None:
    url, field, made = collection()
    stranger = editor(PersonFactory())
    form = ada.open(url)
    ada.open(url).save(**{field: ADA})

    response = stranger.client.post(url, form.data, follow=True)

    assert response.redirect_chain
    assert "Lovelace" not in response.content.decode()
    assert stored(made, field) == ADA


def test_the_name_of_an_api_token_is_compared_as_well(ben: Editor) -> None:
    token, _plaintext = create_token(ben.person, "As it was", [Scope.WRITE], timezone.now() + timedelta(days=1))
    url = reverse("cms_api_tokens:edit", args=[token.pk])
    form = ben.open(url)
    assert ben.open(url).save(name="First").status_code == 302

    assert "You have saved this" in notice(form.save(name="Second"))


def test_an_address_without_anything_is_answered_as_ever(ben: Editor) -> None:
    assert ben.client.post(reverse("wagtailadmin_collections:edit", args=[10**6])).status_code == 404
