"""The change feed: what changed after a number, oldest first, and what to do when it is not all there."""

import datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from cms.ledger.changes import Action, NewChange
from cms.ledger.compaction import compact
from cms.ledger.head import latest_number
from cms.ledger.models import Change
from cms.ledger.recording import record
from cms.ledger.tags import hidden_key
from cms.plugins.testing.client import ApiClient
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory
from tests.factories.sites import SiteFactory, default_home

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)  # a change is told once it is committed


@pytest.fixture
def after(db: None) -> int:
    """Where the ledger stands when a test begins."""
    default_home()
    return latest_number()


def note(*changes: NewChange) -> None:
    """Record each in a transaction of its own."""
    for change in changes:
        record([change])


def told(v3: ApiClient, after: int, **parameters: Any) -> list[tuple[str, str]]:
    return [(item["action"], item["id"]) for item in v3.json("changes/", after=after, **parameters)["items"]]


def test_a_change_says_what_happened_to_which_object(v3: ApiClient, after: int) -> None:
    page = ContentPageFactory(live=False)
    with transaction.atomic():
        page.save_revision().publish()

    answer = v3.json("changes/", after=latest_number() - 1)

    [item] = answer["items"]
    assert datetime.datetime.fromisoformat(item.pop("at")) <= timezone.now()
    tags = item.pop("tags")
    names = {f"page-{page.pk}", hidden_key(f"page-{page.pk}")}  # the second while it was not public
    assert {*names, "pages", "pages.contentpage"} <= set(tags)
    assert item == {
        "number": latest_number(),
        "action": "published",
        "state": "available",
        "type": "pages.ContentPage",
        "id": str(page.pk),
        "uuid": str(page.translation_key),
        "site": page.get_site().pk,
    }
    assert answer["next"] == answer["latest"] == latest_number()


@pytest.mark.parametrize("action", Action)
def test_the_state_says_whether_the_object_is_still_there(v3: ApiClient, after: int, action: Action) -> None:
    note(NewChange(action, "x.Y", "1"))

    [item] = v3.json("changes/", after=after)["items"]

    gone = action in (Action.UNPUBLISHED, Action.DELETED, Action.RESTRICTED)
    assert item["state"] == ("gone" if gone else "available")


def test_a_deleted_page_leaves_a_tombstone(v3: ApiClient, after: int) -> None:
    page = ContentPageFactory()
    key = page.pk
    number = latest_number()

    with transaction.atomic():
        page.delete()

    [item] = [item for item in v3.json("changes/", after=number)["items"] if item["type"] == "pages.ContentPage"]
    assert (item["action"], item["state"], item["id"]) == ("deleted", "gone", str(key))
    assert hidden_key(f"page-{key}") not in item["tags"]  # which answers name it by from now on


def test_changes_come_oldest_first_and_in_windows(v3: ApiClient, after: int) -> None:
    note(*(NewChange(Action.CHANGED, "x.Y", str(number)) for number in range(5)))

    seen: list[str] = []
    at = after
    while True:
        answer = v3.json("changes/", after=at, limit=2)
        seen += [item["id"] for item in answer["items"]]
        assert answer["latest"] == after + 5
        at = answer["next"]
        if at == answer["latest"]:
            break

    assert seen == ["0", "1", "2", "3", "4"]


def test_what_is_not_for_the_caller_is_passed_over(v3: ApiClient, after: int) -> None:
    note(*(NewChange(Action.CHANGED, "x.Y", str(number), is_public=False) for number in range(5)))

    assert v3.json("changes/", after=after, limit=2) == {"items": [], "next": after + 5, "latest": after + 5}


def test_without_a_number_it_begins_now(v3: ApiClient, after: int) -> None:
    note(NewChange(Action.CHANGED, "x.Y", "1"))

    assert v3.json("changes/") == {"items": [], "next": after + 1, "latest": after + 1}


def test_who_asks_for_one_site_is_not_told_of_another(v3: ApiClient, after: int) -> None:
    other = SiteFactory(hostname="two.example.org")
    here = default_home().get_site()
    after = latest_number()
    note(
        NewChange(Action.CHANGED, "x.Y", "here", site_id=here.pk),
        NewChange(Action.CHANGED, "x.Y", "there", site_id=other.pk),
        NewChange(Action.CHANGED, "x.Y", "nowhere"),
    )

    everything = [("changed", "here"), ("changed", "there"), ("changed", "nowhere")]
    assert told(v3, after) == everything  # what is here may link to what is there
    assert told(v3, after, site="localhost") == [("changed", "here"), ("changed", "nowhere")]
    assert told(v3, after, site="two.example.org") == [("changed", "there"), ("changed", "nowhere")]
    assert v3.get("changes/", after=after, site="three.example.org").status_code == 404


def test_an_answer_may_be_kept_if_it_is_asked_for_again(v3: ApiClient, after: int) -> None:
    response = v3.get("changes/", after=after)

    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("value", ["-1", "x", str(2**53), "1.5"])
def test_a_number_that_is_none_is_refused(v3: ApiClient, after: int, value: str) -> None:
    assert v3.get("changes/", after=value).status_code == 422


def test_a_number_beyond_the_ledger_is_gone(v3: ApiClient, after: int) -> None:
    """A backup was restored: what the caller knows never happened here."""
    response = v3.get("changes/", after=after + 1)

    assert response.status_code == 410
    problem = response.json()
    assert problem["latest"] == after
    assert "Start over" in problem["detail"]


def test_a_number_before_what_is_kept_is_gone(v3: ApiClient, after: int) -> None:
    note(*(NewChange(Action.CHANGED, "x.Y", str(number)) for number in range(3)))
    Change.objects.filter(number__lte=after + 2).update(at=timezone.now() - datetime.timedelta(days=31))
    compact(30)

    response = v3.get("changes/", after=after + 1)

    assert response.status_code == 410
    assert response.json()["kept_after"] == after + 2
    assert response.json()["latest"] == after + 3
    assert told(v3, after + 2) == [("changed", "2")]


@pytest.mark.parametrize("kind", ["pages", "images", "documents", "redirects", "sites"])
def test_a_list_says_from_where_to_follow(v3: ApiClient, after: int, kind: str) -> None:
    page = ContentPageFactory()
    ImageFactory()
    DocumentFactory()
    Redirect.add_redirect("/old/", redirect_to=page)

    answer = v3.json(f"{kind}/")

    assert answer["changes"] == latest_number()
    assert v3.json("changes/", after=answer["changes"])["items"] == []


def test_a_list_and_its_number_belong_together(v3: ApiClient, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is restricted while a list is being made is not in it, or is told by the feed later on."""
    page = ContentPageFactory(title="Between")

    def meanwhile(pages: Any, _filters: Any) -> Any:
        if not page.view_restrictions.exists():
            page.view_restrictions.create(restriction_type="login")
        return pages

    monkeypatch.setattr("cms.api.v3.pages.filter_pages", meanwhile)
    answer = v3.json("pages/", slug=page.slug)

    told_later = {item["id"] for item in v3.json("changes/", after=answer["changes"])["items"]}
    assert page.view_restrictions.exists()
    assert {str(item["id"]) for item in answer["items"]} <= told_later


def test_the_stream_is_served_elsewhere(v3: ApiClient, after: int, settings: Any) -> None:
    response = v3.get("changes/stream/", after=after)

    assert response.status_code == 501
    assert "/api/v3/changes/" in response.json()["detail"]

    settings.STREAM_URL = "https://stream.example.org"
    response = v3.get("changes/stream/", after=after)

    assert response.status_code == 307
    assert response["Location"] == f"https://stream.example.org/api/v3/changes/stream/?after={after}"
