"""``If-Match``: nobody overwrites what they have not read."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission, Page

from cms.api.scopes import Scope
from cms.plugins.testing.client import ApiClient
from pages.models import ContentPage
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db

TYPE = {"type": "pages.ContentPage"}


@pytest.fixture
def caller() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


@pytest.fixture
def page() -> Any:
    page = ContentPageFactory(title="As it was")
    page.save_revision().publish()
    return page


def retitle(caller: ApiClient, page: Any, title: str, if_match: str | None = None) -> Any:
    sender = ApiClient("v3", **caller.headers)
    if if_match is not None:
        sender.headers["If-Match"] = if_match
    return sender.send("patch", f"pages/{page.pk}/", meta=TYPE, title=title)


def draft_title(page: Any) -> str:
    title: str = Page.objects.get(pk=page.pk).get_latest_revision_as_object().title
    return title


@pytest.mark.parametrize("parameters", [{}, {"version": "draft"}, {"rich_text_format": "markdown"}])
def test_a_write_with_the_present_etag_is_carried_out(caller: ApiClient, page: Any, parameters: dict[str, str]) -> None:
    tag = caller.get(f"pages/{page.pk}/", **parameters)["ETag"]

    assert retitle(caller, page, "Changed", tag).status_code == 200
    assert draft_title(page) == "Changed"


@pytest.mark.parametrize("suffix", ["-gz", "-br"])
def test_the_etag_of_a_compressed_answer_stands_for_the_same_state(caller: ApiClient, page: Any, suffix: str) -> None:
    tag = caller.get(f"pages/{page.pk}/")["ETag"]

    assert retitle(caller, page, "Changed", f'{tag[:-1]}{suffix}"').status_code == 200


@pytest.mark.parametrize("version", ["live", "draft"])
def test_a_write_with_an_old_etag_changes_nothing(caller: ApiClient, page: Any, version: str) -> None:
    tag = caller.get(f"pages/{page.pk}/", version=version)["ETag"]
    assert retitle(caller, page, "Another's", tag).status_code == 200
    if version == "live":
        Page.objects.get(pk=page.pk).get_latest_revision().publish()

    response = retitle(caller, page, "Mine", tag)

    assert response.status_code == 412
    assert response["Content-Type"] == "application/problem+json"
    assert "has changed since" in response.json()["detail"]
    assert "ETag" not in response
    assert draft_title(page) == "Another's"


def test_who_has_read_the_live_version_does_not_overwrite_a_draft(caller: ApiClient, page: Any) -> None:
    tag = caller.get(f"pages/{page.pk}/")["ETag"]
    drafted = retitle(caller, page, "Another's draft")
    assert caller.get(f"pages/{page.pk}/")["ETag"] == tag

    assert retitle(caller, page, "Mine", tag).status_code == 412
    assert retitle(caller, page, "Mine", drafted["ETag"]).status_code == 200


def test_the_answer_of_a_write_has_the_etag_for_the_next(caller: ApiClient, page: Any) -> None:
    tag = caller.get(f"pages/{page.pk}/", version="draft")["ETag"]
    for number in range(3):
        response = retitle(caller, page, f"Version {number}", tag)
        assert response.status_code == 200
        tag = response["ETag"]
        assert caller.get(f"pages/{page.pk}/", version="draft")["ETag"] == tag


@pytest.mark.parametrize("condition", ["*", '"another", {tag}', '{tag}, W/"another"'])
def test_what_names_the_present_state_holds(caller: ApiClient, page: Any, condition: str) -> None:
    tag = caller.get(f"pages/{page.pk}/")["ETag"]

    assert retitle(caller, page, "Changed", condition.format(tag=tag)).status_code == 200


@pytest.mark.parametrize("condition", ['"another"', "W/{tag}", '"*"'])
def test_what_names_another_state_does_not(caller: ApiClient, page: Any, condition: str) -> None:
    tag = caller.get(f"pages/{page.pk}/")["ETag"]

    assert retitle(caller, page, "Changed", condition.format(tag=tag)).status_code == 412
    assert draft_title(page) == "As it was"


@pytest.mark.parametrize("condition", ["", "no quotes", ","])
def test_a_condition_that_cannot_be_read_is_refused(caller: ApiClient, page: Any, condition: str) -> None:
    assert retitle(caller, page, "Changed", condition).status_code == 400
    assert draft_title(page) == "As it was"


@pytest.mark.parametrize("condition", ["*", "{tag}", "W/{tag}", '"another", {tag}'])
def test_who_wants_to_replace_nothing_replaces_nothing(caller: ApiClient, page: Any, condition: str) -> None:
    tag = caller.get(f"pages/{page.pk}/")["ETag"]
    caller.headers["If-None-Match"] = condition.format(tag=tag)

    response = retitle(caller, page, "Changed")

    assert response.status_code == 412
    assert "If-None-Match" in response.json()["detail"]
    assert draft_title(page) == "As it was"


@pytest.mark.parametrize("name", ["If-Match", "If-None-Match"])
def test_what_its_writer_may_not_read_is_there_as_well(name: str) -> None:
    collection = Collection.get_first_root_node().add_child(name="Restricted")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="groups")
    editors = Group.objects.create(name="Editors of images")
    may_change = Permission.objects.get(codename="change_image")
    GroupCollectionPermission.objects.create(group=editors, collection=collection, permission=may_change)
    caller = caller_with_token(PersonFactory(groups=[editors.name]), *EVERY_SCOPE)
    path = f"images/{ImageFactory(title='As it was', collection=collection).pk}/"
    assert caller.get(path).status_code == 404
    assert caller.send("patch", path, title="Changed").status_code == 200

    caller.headers[name] = "*"
    assert caller.send("patch", path, title="Changed again").status_code == 412

    assert get_image_model().objects.get().title == "Changed"


@pytest.mark.parametrize("condition", ['"another"', '"another", W/"a third"'])
def test_who_does_not_want_to_replace_something_else_is_not_hindered(
    caller: ApiClient, page: Any, condition: str
) -> None:
    caller.headers["If-None-Match"] = condition

    assert retitle(caller, page, "Changed").status_code == 200


@pytest.mark.parametrize("name", ["If-Match", "If-None-Match"])
def test_what_is_new_replaces_nothing_whatever_the_condition(caller: ApiClient, page: Any, name: str) -> None:
    meta = {**TYPE, "parent_id": page.pk}
    caller.headers[name] = "*" if name == "If-None-Match" else '"another"'

    first, second = (caller.send("post", "pages/", meta=meta, title="New", slug="new", body=[]) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 422)  # the slug is taken


def test_the_etag_of_chosen_fields_is_not_that_of_the_page(caller: ApiClient, page: Any) -> None:
    tag = caller.get(f"pages/{page.pk}/", fields="title")["ETag"]

    assert retitle(caller, page, "Changed", tag).status_code == 412


def test_what_is_not_there_stays_404(caller: ApiClient, page: Any) -> None:
    tag = caller.get(f"pages/{page.pk}/")["ETag"]
    Page.objects.get(pk=page.pk).delete()

    assert retitle(caller, page, "Changed", tag).status_code == 404
    assert retitle(caller, page, "Changed", "*").status_code == 404


def test_who_may_not_write_is_told_so_and_not_whether_it_matches(page: Any) -> None:
    reader = caller_with_token(AdministratorFactory(), Scope.READ_DRAFTS)

    for condition in (reader.get(f"pages/{page.pk}/")["ETag"], '"another"'):
        assert retitle(reader, page, "Changed", condition).status_code == 403


def test_a_token_that_only_writes_gets_and_uses_etags(page: Any) -> None:
    writer = caller_with_token(AdministratorFactory(), Scope.WRITE)
    first = retitle(writer, page, "Mine", writer.get(f"pages/{page.pk}/")["ETag"])
    second = retitle(writer, page, "Mine again", first["ETag"])

    assert (first.status_code, second.status_code) == (200, 200)


def test_a_person_without_permission_is_refused_whatever_they_send(page: Any) -> None:
    stranger = caller_with_token(PersonFactory(), *EVERY_SCOPE)
    tag = stranger.get(f"pages/{page.pk}/")["ETag"]

    assert retitle(stranger, page, "Changed", tag).status_code == 403


ACTIONS = [
    ("post", "actions/publish/", {}),
    ("post", "actions/unpublish/", {}),
    ("post", "actions/copy/", {"keep_live": False}),
    ("post", "actions/move/", {"destination_id": "another page"}),
    ("delete", "actions/delete/", {}),
    ("delete", "", {}),
]


@pytest.mark.parametrize(("method", "action", "content"), ACTIONS)
def test_actions_on_pages_hold_to_the_condition(
    caller: ApiClient, page: Any, method: str, action: str, content: dict[str, Any]
) -> None:
    content = {name: ContentPageFactory().pk if value == "another page" else value for name, value in content.items()}
    path = f"pages/{page.pk}/"
    tag = caller.get(path)["ETag"]

    caller.headers["If-Match"] = '"another"'
    assert caller.send(method, f"{path}{action}", **content).status_code == 412
    caller.headers["If-Match"] = tag
    response = caller.send(method, f"{path}{action}", **content)

    del caller.headers["If-Match"]
    assert response.status_code in (200, 201, 204), response.content
    if response.status_code != 204:
        made = caller.get(f"pages/{response.json()['id']}/", version="draft")
        assert response["ETag"] == made["ETag"]
    else:
        assert "ETag" not in response
        assert not ContentPage.objects.filter(pk=page.pk).exists()


def test_a_new_page_is_answered_with_its_etag(caller: ApiClient, page: Any) -> None:
    meta = {**TYPE, "parent_id": page.pk}

    response = caller.send("post", "pages/", meta=meta, title="New", slug="new", body=[])

    assert response.status_code == 201, response.content
    path = f"pages/{response.json()['id']}/"
    assert caller.get(path, version="draft")["ETag"] == response["ETag"]
    caller.headers["If-Match"] = response["ETag"]
    assert caller.send("patch", path, meta=TYPE, title="Newer").status_code == 200


@pytest.mark.parametrize(("kind", "factory"), [("images", ImageFactory), ("documents", DocumentFactory)])
def test_files_hold_to_the_condition(caller: ApiClient, kind: str, factory: Any) -> None:
    path = f"{kind}/{factory().pk}/"
    tag = caller.get(path)["ETag"]

    caller.headers["If-Match"] = tag
    changed = caller.send("patch", path, title="Changed")
    late = caller.send("patch", path, title="Too late")
    refused = caller.send("delete", path)
    caller.headers["If-Match"] = changed["ETag"]
    deleted = caller.send("delete", path)

    assert [changed.status_code, late.status_code, refused.status_code, deleted.status_code] == [200, 412, 412, 204]


def test_sites_and_redirects_hold_to_the_condition(caller: ApiClient) -> None:
    made = caller.send("post", "redirects/", old_path="/old", redirect_link="https://example.org/", is_permanent=True)
    assert made.status_code == 201, made.content
    path = f"redirects/{made.json()['id']}/"
    content = {"old_path": "/older", "redirect_link": "https://example.org/", "is_permanent": True}

    caller.headers["If-Match"] = '"another"'
    assert caller.send("put", path, **content).status_code == 412
    caller.headers["If-Match"] = made["ETag"]
    assert caller.send("put", path, **content).status_code == 200
    assert caller.send("delete", path).status_code == 412
