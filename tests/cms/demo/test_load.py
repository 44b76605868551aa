"""The demo loads whole, once, and says what the two source documents say."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, Site

from cms.demo.load import load_demo
from cms.demo.models import DemoLoad
from cms.demo.people import PEOPLE, set_passwords
from cms.demo.sources import page_sources
from pages.models import CommunityPage, PilotPage, ProgramPage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, loaded once for all tests of this module and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(demo_once: None, db: None) -> None:
    """The demo; what a test changes is undone after it."""


def page_at(path: str) -> Page:
    root = Site.objects.get(is_default_site=True).root_page
    return Page.objects.get(url_path=root.url_path + path.lstrip("/")).specific


def block_types(blocks: list[dict[str, Any]]) -> list[str]:
    """The types of blocks as content files write them, sections opened."""
    found = []
    for block in blocks:
        ((name, value),) = block.items()
        found.append(name)
        if name == "section":
            found.extend(block_types(value["content"]))
    return found


def stored_block_types(raw: list[dict[str, Any]]) -> list[str]:
    found = []
    for block in raw:
        found.append(block["type"])
        if block["type"] == "section":
            found.extend(stored_block_types(block["value"]["content"]))
    return found


def api_page(client: Client, path: str) -> dict[str, Any]:
    response = client.get(f"/api/v2/pages/{page_at(path).pk}/")
    assert response.status_code == 200
    return response.json()


def test_every_page_file_becomes_a_live_page_with_all_of_its_blocks(demo: None) -> None:
    for source in page_sources():
        page = page_at(source.path)
        assert page.live, source.path
        assert page._meta.label == source.model
        stored = json.loads(page._meta.get_field("body").value_to_string(page))
        assert stored_block_types(stored) == block_types(source.values.get("body", [])), source.path
        page.full_clean()


def test_the_tree_is_sound_and_pages_stand_in_the_order_of_their_position(demo: None) -> None:
    assert Page.find_problems() == ([], [], [], [], [])
    children = page_at("/building-digital-skills/").get_children().live()
    assert [page.slug for page in children] == [
        "online-help-and-guidance",
        "digital-service-standard-training",
        "entry-level-programs",
        "women-in-it",
        "building-digital-capability",
        "agency-partnerships",
        "workshops-and-events",
    ]


def test_loading_again_changes_nothing_that_a_person_did(demo: None) -> None:
    edited, removed = page_at("/building-digital-skills/women-in-it/"), page_at("/about/")
    edited.lede = "Edited by a person."
    edited.save_revision().publish()
    removed.delete()
    pages = Page.objects.count()

    report = load_demo()

    assert (report.people, report.pages) == ([], 0)
    assert Page.objects.count() == pages
    assert page_at("/building-digital-skills/women-in-it/").lede == "Edited by a person."


def test_a_load_that_fails_leaves_nothing(demo: None, monkeypatch: pytest.MonkeyPatch) -> None:
    DemoLoad.objects.all().delete()
    before = (Page.objects.count(), get_user_model().objects.count())
    get_user_model().objects.filter(username="designer").delete()
    monkeypatch.setattr("cms.demo.load.create_pages", lambda *_: 1 / 0)  # fails once people and directory are made
    with pytest.raises(ZeroDivisionError):
        load_demo()
    assert (Page.objects.count(), get_user_model().objects.count()) == (before[0], before[1] - 1)


def test_the_four_people_sign_in_with_the_passwords_given(demo: None, client: Client) -> None:
    set_passwords({person.username: f"{person.username}-long-password" for person in PEOPLE})
    for person in PEOPLE:
        user = get_user_model().objects.get(username=person.username)
        assert sorted(group.name for group in user.groups.all()) == sorted(person.groups)
        assert client.login(username=person.username, password=f"{person.username}-long-password")
        assert client.get("/admin/").status_code == 200
        client.logout()


def test_what_the_first_document_says_is_structure(demo: None, client: Client) -> None:
    training = api_page(client, "/building-digital-skills/digital-service-standard-training/")
    assert training["cost"] == "Free"
    assert [audience["slug"] for audience in training["audiences"]] == ["government-teams"]

    entry = api_page(client, "/building-digital-skills/entry-level-programs/")
    assert [stream["title"] for stream in entry["streams"]] == ["Apprentice", "Cadet", "Graduate"]
    assert [audience["slug"] for audience in entry["audiences"]] == ["career-starters"]

    women = api_page(client, "/building-digital-skills/women-in-it/")
    assert [stream["title"] for stream in women["streams"]] == ["Coaching", "Mentoring"]

    capability = api_page(client, "/building-digital-skills/building-digital-capability/")
    assert capability["status"] == "introducing"
    assert capability["starts"]["edtf"] == "2018-38"
    assert capability["starts"]["label"] == "mid-2018"
    assert capability["timeframe"] == "from mid-2018"
    assert len(capability["goals"]) == 4
    assert [partner["organisation"]["abbreviation"] for partner in capability["partners"]] == ["APSC"]

    partnerships = ProgramPage.objects.filter(practices__slug="interaction-design")
    assert [page.slug for page in partnerships] == ["agency-partnerships"]
    assert partnerships.get().practices.count() == 6

    assert sorted(CommunityPage.objects.values_list("practice__slug", flat=True)) == [
        "content-design",
        "project-management",
        "service-design",
        "user-research",
    ]
    events = json.dumps(api_page(client, "/building-digital-skills/workshops-and-events/"))
    assert "Canberra" in events
    assert "Sydney" in events


def test_what_the_second_document_says_is_structure(demo: None, client: Client) -> None:
    pilot = api_page(client, "/pilots/digital-skills-organisation/")
    assert (pilot["abbreviation"], pilot["sector"]) == ("DSO", "Digital technology")
    assert pilot["legal_form"] == "Company limited by guarantee"
    assert pilot["incorporated"]["edtf"] == "2020-06"
    assert pilot["incorporated"]["label"] == "June 2020"
    assert pilot["established_by"]["name"] == "Australian Government"
    assert [sibling["sector"] for sibling in pilot["siblings"]] == ["Human services care", "Mining"]
    assert pilot["mission_measures"] == ["Enrolments", "Completions", "Employment"]
    assert len(pilot["governance_groups"]) == 4
    assert len(pilot["governance_aims"]) == 3
    assert len(pilot["areas_of_work"]) == 3
    assert [opportunity["horizon"] for opportunity in pilot["opportunities"]] == ["short", "long"]
    assert [body["organisation"]["abbreviation"] for body in pilot["related_bodies"]] == ["NSC", "NCI"]
    assert not pilot["website"]
    assert not PilotPage.objects.get().mailing_list_url
