"""What the ledger says of what people do in the admin and developers through the API, each request a transaction."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page

from cms.plugins.testing.client import ApiClient
from tests.cms.ledger.told import Told, label
from tests.cms.review.admin_forms import Person
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, IndexPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Person:
    user, browser = AdministratorFactory(), Client()
    browser.force_login(user)
    return Person(user, browser)


@pytest.fixture
def caller() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


def live_page(**fields: Any) -> Any:
    page = ContentPageFactory(**fields)
    page.save_revision().publish()
    return page


def test_a_page_that_is_edited_and_published_in_the_admin(told: Told, administrator: Person) -> None:
    page = live_page()
    told.forget()

    administrator.edit(page, {"title": "Draft"})
    assert told.public() == {}
    administrator.edit(page, {"title": "Published"}, action="action-publish")
    assert told.public() == {label(page): "published"}
    administrator.browser.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert told.public() == {label(page): "unpublished"}
    administrator.browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert label(page) in {(row.object_type, row.object_id) for row in told.rows() if row.action == "deleted"}


def test_a_page_that_is_moved_and_made_private_in_the_admin(told: Told, administrator: Person) -> None:
    page, section = live_page(), IndexPageFactory()
    told.forget()

    administrator.browser.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, section.pk]))
    assert told.public()[label(page)] == "moved"
    privacy = reverse("wagtailadmin_pages:set_privacy", args=[section.pk])
    administrator.browser.post(privacy, {"restriction_type": "login"})
    those = [label(section), label(page), label(Redirect.objects.get())]
    assert told.public() == dict.fromkeys(those, "restricted")
    administrator.browser.post(privacy, {"restriction_type": "none"})
    assert told.public() == dict.fromkeys(those, "opened")


@pytest.mark.parametrize(("factory", "app"), [(ImageFactory, "media"), (DocumentFactory, "media")])
def test_files_that_are_collected_at_once(told: Told, administrator: Person, factory: Any, app: str) -> None:
    private = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    one, other = factory(), factory()
    told.forget()

    url = reverse("wagtail_bulk_action", args=[app, one._meta.model_name, "add_to_collection"])
    response = administrator.browser.post(f"{url}?id={one.pk}&id={other.pk}", {"collection": private.pk})

    assert response.status_code == 302
    assert told.public() == {label(one): "restricted", label(other): "restricted"}


def test_a_page_that_is_made_and_changed_through_the_api(told: Told, caller: ApiClient) -> None:
    home = Page.objects.get(depth=2)
    told.forget()

    meta = {"type": "pages.ContentPage", "parent_id": home.pk, "action": "publish"}
    created = caller.send("post", "pages/", meta=meta, title="New")
    page = Page.objects.get(pk=created.json()["id"]).specific
    assert told.public() == {label(page): "published"}
    meta = {"type": "pages.ContentPage", "action": "publish"}
    assert caller.send("patch", f"pages/{page.pk}/", meta=meta, title="Newer").status_code == 200
    assert told.public() == {label(page): "published"}
    assert caller.send("post", f"pages/{page.pk}/actions/unpublish/").status_code == 200
    assert told.public() == {label(page): "unpublished"}
    assert caller.send("delete", f"pages/{page.pk}/").status_code == 204
    (row,) = told.rows()
    assert (row.action, row.object_id) == ("deleted", str(page.pk))


def test_a_page_that_is_moved_through_the_api(told: Told, caller: ApiClient) -> None:
    page, section = live_page(), IndexPageFactory()
    told.forget()

    move = {"destination_id": section.pk, "position": "last-child"}
    moved = caller.send("post", f"pages/{page.pk}/actions/move/", **move)

    assert moved.status_code == 200
    assert told.public()[label(page)] == "moved"


def test_a_refused_request_leaves_no_row(told: Told, caller: ApiClient) -> None:
    page = live_page()
    told.forget()

    move = {"destination_id": page.pk, "position": "last-child"}
    assert caller.send("post", f"pages/{page.pk}/actions/move/", **move).status_code >= 400
    meta = {"type": "pages.ContentPage", "action": "publish"}
    assert caller.send("patch", f"pages/{page.pk}/", meta=meta, title="").status_code >= 400

    assert told.rows() == []
