"""Who is told of which changes: nothing that is private, draft or another site's, unless a token opens it."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from cms.api.scopes import Scope
from cms.ledger.changes import Action, NewChange
from cms.ledger.head import latest_number
from cms.ledger.recording import record
from cms.plugins.testing.client import ApiClient
from cms.review.groups import DESIGNERS
from tests.factories.media import CollectionFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, IndexPageFactory
from tests.factories.people import AdministratorFactory, PersonFactory
from tests.factories.sites import SiteFactory, default_home
from tests.factories.tokens import make_token

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)  # a change is told once it is committed

EDITOR_OF_ONE = "Editors of one page"


@pytest.fixture(autouse=True)
def _home(db: None) -> None:
    default_home()


def caller(person: Any, *scopes: Scope) -> ApiClient:
    return ApiClient("v3", Authorization=f"Bearer {make_token(person, *scopes)}")


def told(client: ApiClient, after: int, **parameters: Any) -> list[tuple[str, str]]:
    """Actions and ids of the pages that are told of."""
    items = client.json("changes/", after=after, **parameters)["items"]
    return [(item["action"], item["id"]) for item in items if item["type"].startswith("pages.")]


def restrict(page: Any) -> PageViewRestriction:
    with transaction.atomic():
        restriction: PageViewRestriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    return restriction


def save(page: Any) -> None:
    with transaction.atomic():
        page.title += "!"
        page.save_revision().publish()


def move(page: Any, parent: Any) -> None:
    """As a request does it, with what is in the database."""
    with transaction.atomic():
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
    page.refresh_from_db()


def test_a_draft_is_not_told(v3: ApiClient) -> None:
    after = latest_number()
    page = ContentPageFactory(live=False)
    with transaction.atomic():
        page.save_revision()
    with transaction.atomic():
        page.delete()

    assert v3.json("changes/", after=after)["items"] == []
    assert latest_number() > after


def test_a_draft_of_a_live_page_is_not_told(v3: ApiClient) -> None:
    page = ContentPageFactory()
    after = latest_number()
    with transaction.atomic():
        page.save_revision()

    assert v3.json("changes/", after=after)["items"] == []
    assert latest_number() > after


def test_a_private_page_is_not_told_whatever_happens_to_it(v3: ApiClient) -> None:
    private = IndexPageFactory()
    restrict(private)
    after = latest_number()
    page = ContentPageFactory(parent=private)
    save(page)
    page.slug = "another"
    save(page)
    move(page, IndexPageFactory(parent=private, title="Elsewhere"))
    with transaction.atomic():
        page.unpublish()
    with transaction.atomic():
        page.delete()
    with transaction.atomic():
        Page.objects.get(pk=private.pk).delete()

    assert v3.json("changes/", after=after)["items"] == []
    assert latest_number() > after + 6


def test_a_page_that_moves_out_of_sight_is_gone(v3: ApiClient) -> None:
    private, page = IndexPageFactory(), ContentPageFactory()
    restrict(private)
    after = latest_number()

    move(page, private)
    save(page)
    move(page, default_home())

    items = v3.json("changes/", after=after)["items"]
    assert [(item["action"], item["state"], item["id"]) for item in items] == [
        ("restricted", "gone", str(page.pk)),
        ("opened", "available", str(page.pk)),
        ("opened", "available", str(Redirect.objects.earliest("pk").pk)),  # which led to what nobody could see
        ("changed", "available", str(Redirect.objects.latest("pk").pk)),
    ]


def test_a_page_with_a_restriction_of_its_own_is_not_told_when_it_moves(v3: ApiClient) -> None:
    page = ContentPageFactory()
    below = ContentPageFactory(parent=page)
    restrict(page)
    after = latest_number()

    move(page, IndexPageFactory(title="Elsewhere"))

    keys = {item["id"] for item in v3.json("changes/", after=after)["items"]}
    assert not keys & {str(page.pk), str(below.pk)}


def test_a_page_that_becomes_private_is_told_once_as_gone(v3: ApiClient) -> None:
    page = ContentPageFactory()
    below = ContentPageFactory(parent=page)
    after = latest_number()
    restriction = restrict(page)
    save(page)
    save(below)

    assert told(v3, after) == [("restricted", str(page.pk)), ("restricted", str(below.pk))]

    after = latest_number()
    with transaction.atomic():
        restriction.delete()

    assert told(v3, after) == [("opened", str(page.pk)), ("opened", str(below.pk))]


def test_nothing_of_a_page_shows_but_its_type_and_ids(v3: ApiClient) -> None:
    before = latest_number()
    page = ContentPageFactory(title="Quokka", slug="quokka")
    restrict(page)

    content = v3.get("changes/", after=before).content.decode()

    assert str(page.translation_key) in content
    assert "quokka" not in content.lower()


def test_a_page_without_an_address_is_not_told(v3: ApiClient) -> None:
    after = latest_number()
    page = ContentPageFactory(parent=default_home().get_parent())
    save(page)

    assert told(v3, after) == []


def test_who_follows_either_site_hears_of_a_page_that_changes_sites(v3: ApiClient) -> None:
    other = SiteFactory(hostname="two.example.org")
    page = ContentPageFactory()
    after = latest_number()

    move(page, other.root_page)

    assert told(v3, after) == told(v3, after, site="two.example.org") == [("moved", str(page.pk))]


def test_a_page_of_another_site_is_told_to_who_asks_for_no_site(v3: ApiClient) -> None:
    other = SiteFactory(hostname="two.example.org")
    after = latest_number()
    page = ContentPageFactory(parent=other.root_page)
    save(page)

    assert ("published", str(page.pk)) in told(v3, after)
    assert ("published", str(page.pk)) in told(v3, after, site="two.example.org")
    assert told(v3, after, site="localhost") == []


@pytest.mark.parametrize("scopes", [(), (Scope.WRITE,), (Scope.REVIEW,)])
def test_a_token_that_reads_no_drafts_is_told_what_everybody_is(v3: ApiClient, scopes: tuple[Scope, ...]) -> None:
    after = latest_number()
    page = ContentPageFactory(live=False)
    restrict(page)
    ContentPageFactory(title="Public")

    items = caller(AdministratorFactory(), *scopes).json("changes/", after=after)["items"]

    assert items == v3.json("changes/", after=after)["items"]
    assert {item["type"] for item in items} == {"pages.ContentPage"}


def test_an_unlocked_page_is_not_told(v3: ApiClient) -> None:
    page = ContentPageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="sesame")
    token = v3.send("post", f"pages/{page.pk}/unlock/", password="sesame").json()["token"]
    after = latest_number()
    save(page)

    assert ApiClient("v3", Authorization=f"Bearer {token}").json("changes/", after=after)["items"] == []


def test_a_designer_is_told_of_drafts_and_of_no_gone_ones() -> None:
    designer = caller(PersonFactory(groups=[DESIGNERS]), Scope.READ_DRAFTS)
    after = latest_number()
    draft, gone = ContentPageFactory(live=False), ContentPageFactory(live=False)
    with transaction.atomic():
        draft.save_revision()
    gone.delete()
    record([NewChange(Action.CHANGED, "x.Y", str(draft.pk), is_public=False)])

    assert {key for _action, key in told(designer, after)} == {str(draft.pk)}
    assert {item["type"] for item in designer.json("changes/", after=after)["items"]} == {"pages.ContentPage"}


def test_somebody_is_told_of_the_pages_that_they_work_on_alone() -> None:
    mine, another = IndexPageFactory(live=False, title="Mine"), IndexPageFactory(live=False, title="Another")
    group = Group.objects.create(name=EDITOR_OF_ONE)
    GroupPagePermission.objects.create(group=group, page=mine, permission_type="change")
    person = PersonFactory()
    person.groups.add(group)
    after = latest_number()
    below = ContentPageFactory(parent=mine, live=False)
    ContentPageFactory(parent=another, live=False)

    assert {key for _action, key in told(caller(person, Scope.READ_DRAFTS), after)} == {str(below.pk)}


def test_administrators_are_told_of_everything_and_of_one_site_if_they_ask() -> None:
    other = SiteFactory(hostname="two.example.org")
    administrator = caller(AdministratorFactory(), Scope.READ_DRAFTS)
    after = latest_number()
    here, there = ContentPageFactory(live=False), ContentPageFactory(parent=other.root_page, live=False)
    key = str(here.pk)
    with transaction.atomic():
        here.delete()

    assert {key for _action, key in told(administrator, after)} == {key, str(there.pk)}
    assert ("deleted", key) in told(administrator, after)
    assert {key for _action, key in told(administrator, after, site="two.example.org")} == {str(there.pk)}


def test_a_private_image_is_told_to_who_may_see_it(v3: ApiClient) -> None:
    collection = CollectionFactory()
    collection.view_restrictions.create(restriction_type="login")
    after = latest_number()
    image = ImageFactory(collection=collection)

    def images(client: ApiClient) -> set[str]:
        return {
            item["id"] for item in client.json("changes/", after=after)["items"] if item["type"] == image._meta.label
        }

    assert images(v3) == set()
    assert images(caller(PersonFactory(groups=[DESIGNERS]), Scope.READ_DRAFTS)) == {str(image.pk)}
    assert images(caller(PersonFactory(groups=[DESIGNERS]), Scope.WRITE)) == set()
