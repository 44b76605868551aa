"""Editors look at pages of missing types; what would lose something is refused with the reason."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.errors import MissingTypeError
from tests.factories.pages import IndexPageFactory
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db

REFUSED = "its type, gone_plugin.workshoppage (Workshops 1.2), is not installed"


def url(name: str, *arguments: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=arguments)


def test_it_opens_to_be_read(admin: Client, workshop: Page) -> None:
    html = admin.get(url("edit", workshop.pk)).content.decode()

    assert "gone_plugin.workshoppage" in html
    assert "Workshops 1.2" in html
    assert "Bring a laptop" in html
    assert "/home/workshop/" in html
    assert "action-publish" not in html


def test_saving_it_is_refused(admin: Client, workshop: Page) -> None:
    answer = admin.post(url("edit", workshop.pk), {"title": "Other", "slug": "other", "action-publish": "1"})

    assert answer.status_code == 405
    assert Page.objects.get(pk=workshop.pk).title == "Workshop"


def test_only_who_may_edit_it_sees_what_is_stored(client: Client, workshop: Page, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("nobody", "nobody@example.org", "secret"))

    assert b"Bring a laptop" not in client.get(url("edit", workshop.pk), follow=True).content


@pytest.mark.parametrize("name", ["history", "usage", "unpublish", "move", "set_privacy", "workflow_history"])
def test_screens_that_do_not_need_the_type_are_shown(admin: Client, workshop: Page, name: str) -> None:
    assert admin.get(url(name, workshop.pk)).status_code == 200


@pytest.mark.parametrize(
    ("name", "further"),
    [
        ("copy", ()),
        ("delete", ()),
        ("view_draft", ()),
        ("preview_on_edit", ()),
        ("convert_alias", ()),
        ("revisions_view", (1,)),
        ("revisions_revert", (1,)),
        ("revisions_compare", ("earliest", "latest")),
        ("workflow_preview", (1,)),
        ("confirm_workflow_cancellation", ()),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_screens_that_need_the_type_say_so(
    admin: Client, workshop: Page, name: str, further: tuple[Any, ...], method: str
) -> None:
    answer = getattr(admin, method)(url(name, workshop.pk, *further), follow=True)

    assert answer.redirect_chain == [(url("edit", workshop.pk), 302)]
    assert REFUSED in answer.content.decode()


def test_listings_show_it(admin: Client, workshop: Page) -> None:
    for address in (
        reverse("wagtailadmin_explore", args=[default_home().pk]),
        reverse("wagtailadmin_explore", args=[workshop.pk]),
        reverse("wagtailadmin_pages:search") + "?q=workshop",
        reverse("wagtailadmin_choose_page_child", args=[default_home().pk]),
    ):
        answer = admin.get(address)
        assert answer.status_code == 200
        assert "Workshop" in answer.content.decode(), address


def test_a_page_above_it_cannot_be_deleted(admin: Client, workshop: Page) -> None:
    index = IndexPageFactory(slug="section")
    workshop.specific.move(index, "last-child")

    answer = admin.post(url("delete", index.pk), follow=True)

    assert "cannot be deleted" in answer.content.decode()
    assert "Workshops 1.2" in answer.content.decode()
    assert Page.objects.filter(pk__in=[index.pk, workshop.pk]).count() == 2


def test_a_bulk_action_that_would_delete_it_is_refused(admin: Client, workshop: Page) -> None:
    index = IndexPageFactory(slug="section")
    workshop.specific.move(index, "last-child")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    answer = admin.post(f"{address}?id={index.pk}&id={workshop.pk}", follow=True)

    assert "cannot be deleted" in answer.content.decode()
    assert Page.objects.filter(pk__in=[index.pk, workshop.pk]).count() == 2


def test_code_cannot_delete_publish_or_copy_it(workshop: Page) -> None:
    for attempt in (
        workshop.delete,
        workshop.specific.delete,
        Page.objects.filter(pk=workshop.pk).delete,
        workshop.specific.save_revision,
        lambda: workshop.get_latest_revision().publish(),
        workshop.specific.copy,
    ):
        with pytest.raises(MissingTypeError, match="whose plugin is not installed"), transaction.atomic():
            attempt()
    assert Page.objects.filter(pk=workshop.pk, live=True).exists()


def test_it_moves_with_the_pages_below_it(admin: Client, workshop: Page) -> None:
    index = IndexPageFactory(slug="section")

    admin.post(url("move_confirm", workshop.pk, index.pk))

    moved, child = Page.objects.get(pk=workshop.pk), Page.objects.get(slug="child")
    assert (moved.url_path, child.url_path) == ("/home/section/workshop/", "/home/section/workshop/child/")
    assert moved.content_type == workshop.content_type
    assert admin.get("/section/workshop/child/").status_code == 200


def test_it_can_be_taken_from_the_public_and_keeps_its_draft(admin: Client, workshop: Page) -> None:
    before = workshop.get_latest_revision().content
    assert workshop.revisions.count() == workshop.specific.revisions.count() == 2

    admin.post(url("unpublish", workshop.pk))

    page = Page.objects.get(pk=workshop.pk)
    assert not page.live
    assert page.get_latest_revision().content == before
