"""Who writes a page through the API may do what they may do in the admin, and name what they may know of."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupPagePermission,
    Page,
    PageLogEntry,
    PageViewRestriction,
)

from cms.api.scopes import Scope
from cms.ledger.head import latest_number
from cms.plugins.testing.client import ApiClient
from cms.review.groups import DESIGNERS
from pages.models import ContentPage
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, FormPageFactory, IndexPageFactory, PilotPageFactory, rich_text
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db

UNKNOWN = 999_999


@pytest.fixture
def administrator() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


@pytest.fixture
def own() -> Any:
    """The section that the author may work on."""
    return IndexPageFactory(title="Own", slug="own")


@pytest.fixture
def author(own: Any) -> ApiClient:
    """Somebody who may add and change pages in one section."""
    group = Group.objects.create(name="Authors")
    for right in ("add", "change"):
        GroupPagePermission.objects.create(group=group, page=own, permission_type=right)
    person = PersonFactory()
    person.groups.add(group)
    return caller_with_token(person, *EVERY_SCOPE)


def hidden_collection() -> Collection:
    hidden = Collection.get_first_root_node().add_child(instance=Collection(name="Hidden"))
    CollectionViewRestriction.objects.create(collection=hidden, restriction_type="login")
    return hidden


def card(page: int) -> dict[str, Any]:
    return {"type": "cards", "value": {"cards": [{"value": {"title": "A", "page": page}}]}}


def private_page() -> Any:
    page = ContentPageFactory(title="Private", slug="private")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="sesame")
    return page


NAMING: dict[str, Any] = {
    "a draft": lambda: {"body": [card(ContentPageFactory(live=False).pk)]},
    "a private page": lambda: {"body": [card(private_page().pk)]},
    "the root of all pages": lambda: {"body": [card(Page.get_first_root_node().pk)]},
    "an image": lambda: {
        "body": [{"type": "image", "value": {"image": ImageFactory(collection=hidden_collection()).pk}}]
    },
    "a document": lambda: {
        "body": [
            {
                "type": "documents",
                "value": {"documents": [{"value": {"document": DocumentFactory(collection=hidden_collection()).pk}}]},
            }
        ]
    },
    "an image of a field": lambda: {"social_image": ImageFactory(collection=hidden_collection()).pk},
}


@pytest.mark.parametrize("name", NAMING)
def test_what_the_author_may_not_know_is_as_if_it_were_not_there(author: ApiClient, own: Any, name: str) -> None:
    page = ContentPageFactory(parent=own)
    sent = NAMING[name]()
    [(key, value)] = sent.items()

    hidden = author.send("patch", f"pages/{page.pk}/", **sent)
    gone = author.send("patch", f"pages/{page.pk}/", **{key: unknown_instead(value)})

    assert hidden.status_code == 422, hidden.content
    assert hidden.json() == gone.json()
    assert ContentPage.objects.get(pk=page.pk).latest_revision_id is None


def unknown_instead(value: Any) -> Any:
    """The same with a key that nothing has."""
    if isinstance(value, dict):
        return {name: unknown_instead(each) for name, each in value.items()}
    if isinstance(value, list):
        return [unknown_instead(each) for each in value]
    return UNKNOWN if isinstance(value, int) else value


def test_what_the_author_may_know_can_be_named(author: ApiClient, own: Any) -> None:
    page, draft = ContentPageFactory(parent=own), ContentPageFactory(parent=own, slug="draft", live=False)
    public = ContentPageFactory(slug="public")
    image = {"type": "image", "value": {"image": ImageFactory().pk, "decorative": True}}

    response = author.send("patch", f"pages/{page.pk}/", body=[card(draft.pk), card(public.pk), image])

    assert response.status_code == 200, response.content


def test_what_the_page_names_already_stays(administrator: ApiClient, author: ApiClient, own: Any) -> None:
    page = ContentPageFactory(parent=own)
    named = administrator.send("patch", f"pages/{page.pk}/", body=[card(private_page().pk)])
    assert named.status_code == 200, named.content
    source = author.json(f"pages/{page.pk}/source/")

    response = author.send("patch", f"pages/{page.pk}/", **source)

    assert response.status_code == 200, response.content
    assert author.json(f"pages/{page.pk}/source/") == source


def test_a_page_of_another_type_is_as_if_it_were_not_there(administrator: ApiClient) -> None:
    pilot, form, other = PilotPageFactory(), FormPageFactory(), ContentPageFactory()

    wrong = administrator.send("patch", f"pages/{pilot.pk}/", mailing_list_page=other.pk)
    right = administrator.send("patch", f"pages/{pilot.pk}/", mailing_list_page=form.pk)

    assert (wrong.status_code, right.status_code) == (422, 200)
    assert wrong.json()["errors"][0]["loc"] == ["body", "mailing_list_page"]


def test_a_parent_that_the_author_may_not_know_is_as_if_it_were_not_there(author: ApiClient) -> None:
    meta = {"type": "pages.ContentPage"}

    hidden = author.send("post", "pages/", title="A", meta={**meta, "parent_id": private_page().pk})
    gone = author.send("post", "pages/", title="A", meta={**meta, "parent_id": UNKNOWN})
    known = author.send("post", "pages/", title="A", meta={**meta, "parent_id": ContentPageFactory().pk})

    assert (hidden.status_code, gone.status_code, known.status_code) == (404, 404, 403)
    assert hidden.json() == gone.json()


def test_a_page_elsewhere_is_not_the_authors_to_change(author: ApiClient, own: Any) -> None:
    elsewhere, here = ContentPageFactory(), ContentPageFactory(parent=own, slug="here")

    assert author.send("patch", f"pages/{elsewhere.pk}/", title="Mine").status_code == 403
    assert author.send("patch", f"pages/{here.pk}/", title="Mine").status_code == 200
    assert author.send("patch", f"pages/{here.pk}/", title="Mine", meta={"action": "publish"}).status_code == 403


def test_a_locked_page_is_left_as_it_is(administrator: ApiClient, author: ApiClient, own: Any) -> None:
    page = ContentPageFactory(parent=own, locked=True)

    assert author.send("patch", f"pages/{page.pk}/", title="Mine").status_code == 403
    assert Page.objects.get(pk=page.pk).latest_revision_id is None


def test_an_alias_is_changed_where_it_comes_from(administrator: ApiClient) -> None:
    alias = ContentPageFactory().create_alias(update_slug="alias")

    assert administrator.send("patch", f"pages/{alias.pk}/", title="Other").status_code == 409


def test_a_designer_sends_a_draft_and_readers_see_nothing_of_it() -> None:
    designer = caller_with_token(PersonFactory(groups=[DESIGNERS]), Scope.READ_DRAFTS, Scope.WRITE)
    page = ContentPageFactory(title="As it was")
    before = latest_number()

    response = designer.send("patch", f"pages/{page.pk}/", title="Draft", body=[rich_text("A")])

    assert response.status_code == 200
    assert ApiClient("v3").json(f"pages/{page.pk}/")["title"] == "As it was"
    revision = Page.objects.get(pk=page.pk).latest_revision
    assert revision.content["title"] == "Draft"
    assert revision.user is not None
    assert latest_number() >= before


def test_the_history_tells_who_wrote_what(administrator: ApiClient) -> None:
    page = ContentPageFactory()
    administrator.send("patch", f"pages/{page.pk}/", title="Other")

    entry = PageLogEntry.objects.filter(page=page.pk).order_by("-pk").first()

    assert entry is not None
    assert entry.action == "wagtail.edit"
    assert entry.user is not None
