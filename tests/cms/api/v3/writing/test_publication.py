"""A draft is published through the API only if the editor's form would publish it."""

from typing import Any

import pytest
from wagtail.models import Page

from cms.plugins.testing.client import ApiClient
from tests.factories.pages import ContentPageFactory, ProgramPageFactory, rich_text, section
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.sites import default_home
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


def publish(caller: ApiClient, page: Page) -> Any:
    return caller.send("post", f"pages/{page.pk}/actions/publish/")


def part(*content: Any) -> dict[str, Any]:
    """A section, as it is sent."""
    return {"type": "section", "value": {"heading": "Part", "content": list(content)}}


INCOMPLETE: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "a heading": (
        {"body": [{"type": "section", "value": {"heading": "", "content": []}}]},
        ["body", "body", 0, "value", "heading"],
    ),
    "a text within a section": (
        {"body": [part({"type": "callout", "value": {"text": ""}})]},
        ["body", "body", 0, "value", "content", 0, "value", "text"],
    ),
    "the text of a row": ({"goals": [{"text": ""}]}, ["body", "goals", 0, "text"]),
}


@pytest.mark.parametrize("missing", INCOMPLETE)
def test_a_draft_that_lacks_something_is_kept_and_not_published(caller: ApiClient, missing: str) -> None:
    page = ProgramPageFactory(title="As it was", complete=True)
    page.save_revision().publish()
    content, place = INCOMPLETE[missing]
    saved = caller.send("patch", f"pages/{page.pk}/", title="A draft", **content)
    assert saved.status_code == 200, saved.content

    refused = publish(caller, page)

    assert refused.status_code == 422, refused.content
    assert [fault["loc"] for fault in refused.json()["errors"]] == [place]
    page.refresh_from_db()
    assert (page.title, page.live, page.has_unpublished_changes) == ("As it was", True, True)
    assert page.get_latest_revision_as_object().title == "A draft"


def test_a_draft_that_was_never_live_is_published_when_it_is_complete(caller: ApiClient) -> None:
    meta = {"type": "pages.ContentPage", "parent_id": default_home().pk}
    empty = [{"type": "section", "value": {"heading": "", "content": []}}]
    page = Page.objects.get(pk=caller.send("post", "pages/", meta=meta, title="New", body=empty).json()["id"])

    assert publish(caller, page).status_code == 422
    caller.send("patch", f"pages/{page.pk}/", body=[part(rich_text("<p>A</p>"))])
    assert publish(caller, page).status_code == 200
    page.refresh_from_db()
    assert page.live


def test_blocks_that_are_not_installed_do_not_keep_a_page_from_being_published(caller: ApiClient) -> None:
    page = ContentPageFactory(body=[{"type": "gone", "value": {"a": 1}}, section("Part", rich_text("<p>A</p>"))])
    page.save_revision()

    assert publish(caller, page).status_code == 200
    assert [block.block_type for block in page.specific_class.objects.get(pk=page.pk).body] == ["tombstone", "section"]


def test_who_may_not_publish_learns_nothing_of_the_draft() -> None:
    page = ContentPageFactory(live=False)
    page.body = [{"type": "section", "value": {"heading": "", "content": []}}]
    page.save_revision(clean=False)

    assert publish(caller_with_token(PersonFactory(), *EVERY_SCOPE), page).status_code == 403
    assert publish(caller_with_token(AdministratorFactory(), *EVERY_SCOPE), page).status_code == 422
    assert publish(caller_with_token(AdministratorFactory(), *EVERY_SCOPE), Page(pk=999_999)).status_code == 404
