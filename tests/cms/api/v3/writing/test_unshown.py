"""Blocks of plugins that are not installed: a client never sees them, and they survive whatever it sends."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Comment

from blocks.stream import SectionStream
from blocks.unshown import keep_unshown
from cms.plugins.testing.client import ApiClient
from pages.models import ContentPage
from tests.factories.pages import ContentPageFactory, rich_text, section
from tests.factories.people import AdministratorFactory
from tests.factories.tokens import EVERY_SCOPE, caller_with_token

pytestmark = pytest.mark.django_db


def chart(key: str) -> dict[str, Any]:
    return {"type": "chart", "value": [1, {"ü": None}], "id": key, "extra": "kept"}


def text(key: str) -> dict[str, Any]:
    return {**rich_text(key), "id": key}


def part(key: str, *content: dict[str, Any]) -> dict[str, Any]:
    return {**section(key, *content, anchor=key), "id": key}


BODY = [chart("c0"), text("t1"), chart("c1"), part("s1", text("t2"), chart("c2"), text("t3"), chart("c3")), chart("c4")]


@pytest.fixture
def caller() -> ApiClient:
    return caller_with_token(AdministratorFactory(), *EVERY_SCOPE)


@pytest.fixture
def page() -> Any:
    return ContentPageFactory(body=json.dumps(BODY))


def ids(stored: Any) -> Any:
    """The ids of a body, those within a section in a list behind it."""
    found: list[Any] = []
    for child in stored:
        found.append(child["id"])
        if child["type"] == "section":
            found.append(ids(child["value"]["content"]))
    return found


def stored(page: Any) -> Any:
    body = ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object().body
    return body.stream_block.get_prep_value(body)


def test_what_was_read_is_sent_back_and_nothing_is_lost(caller: ApiClient, page: Any) -> None:
    source = caller.json(f"pages/{page.pk}/source/")
    assert "chart" not in json.dumps(source)

    assert caller.send("patch", f"pages/{page.pk}/", body=source["body"]).status_code == 200

    assert stored(page) == BODY


def test_a_comment_on_a_block_and_its_id_stay(caller: ApiClient, page: Any) -> None:
    place = "body.s1.content.t2"
    Comment.objects.create(page=page, user=AdministratorFactory(), text="Sure?", contentpath=place)
    body = caller.json(f"pages/{page.pk}/source/")["body"]
    body[1]["value"]["content"][0]["value"] = "<p>Changed</p>"

    assert caller.send("patch", f"pages/{page.pk}/", body=body).status_code == 200

    draft = ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    [comment] = draft.wagtail_admin_comments.all()
    assert comment.contentpath == place
    assert comment.has_valid_contentpath(draft)
    assert ids(stored(page)) == ids(BODY)


CHANGES: dict[str, tuple[list[Any], list[Any]]] = {
    "nothing is left": ([], ["c0", "c1", "c2", "c3", "c4"]),
    "the section is gone": ([text("t1")], ["c0", "t1", "c1", "c2", "c3", "c4"]),
    "the order is another": (
        [part("s1", text("t3"), text("t2")), text("t1")],
        ["c0", "s1", ["t3", "c3", "t2", "c2"], "c4", "t1", "c1"],
    ),
    "a text has left the section": (
        [text("t2"), text("t1"), part("s1", text("t3"))],
        ["c0", "t2", "t1", "c1", "s1", ["c2", "t3", "c3"], "c4"],
    ),
    "there are new ones": (
        [text("n1"), text("t1"), part("s1", text("n2"), text("t2"), text("t3"))],
        ["c0", "n1", "t1", "c1", "s1", ["n2", "t2", "c2", "t3", "c3"], "c4"],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_hidden_blocks_stay_behind_what_they_stood_behind(caller: ApiClient, page: Any, name: str) -> None:
    sent, expected = CHANGES[name]
    for child in sent:
        if child["type"] == "section":
            child["value"]["level"] = 2

    response = caller.send("patch", f"pages/{page.pk}/", body=sent)

    assert response.status_code == 200, response.content
    assert ids(stored(page)) == expected


def test_an_error_behind_a_hidden_block_is_told_at_the_senders_place(caller: ApiClient, page: Any) -> None:
    bad = {"type": "video", "value": {"url": "https://example.org/", "title": "A", "transcript": ""}}

    response = caller.send("patch", f"pages/{page.pk}/", body=[text("t1"), bad])

    assert [error["loc"] for error in response.json()["errors"]] == [["body", "body", 1, "value", "url"]]


def test_a_client_cannot_take_the_id_of_a_hidden_block(caller: ApiClient, page: Any) -> None:
    response = caller.send("patch", f"pages/{page.pk}/", body=[text("c1")])

    assert response.status_code == 200
    assert [child["id"] for child in stored(page) if child["type"] == "chart"] == ["c0", "c1", "c2", "c3", "c4"]


KEYS = [f"k{number}" for number in range(8)]


@st.composite
def bodies(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Bodies of texts, hidden blocks and sections of both, every id once."""
    keys = draw(st.permutations(KEYS))[: draw(st.integers(0, len(KEYS)))]
    body: list[dict[str, Any]] = []
    around = body
    for key in keys:
        kind = draw(st.sampled_from(["text", "chart", "section", "up"]))
        if kind == "section":
            body.append(part(key))
            around = body[-1]["value"]["content"]
        elif kind == "up":
            around = body
        else:
            around.append(text(key) if kind == "text" else chart(key))
    return body


def shown(body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = [child for child in json.loads(json.dumps(body)) if child["type"] != "chart"]
    for child in kept:
        if child["type"] == "section":
            child["value"]["content"] = shown(child["value"]["content"])
    return kept


def hidden(body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        each
        for child in body
        for each in (
            [child]
            if child["type"] == "chart"
            else hidden(child["value"]["content"])
            if child["type"] == "section"
            else []
        )
    ]


@given(before=bodies(), after=bodies())
@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_every_hidden_block_is_kept_once(before: Any, after: Any) -> None:
    sent = shown(after)

    kept = keep_unshown(SectionStream("content"), before, json.loads(json.dumps(sent)))

    assert sorted(hidden(kept), key=str) == sorted(hidden(before), key=str)
    hidden_ids = {child["id"] for child in hidden(before)}
    without = shown(kept)
    assert [child["value"] for child in without if child["type"] == "rich_text"] == [
        child["value"] for child in sent if child["type"] == "rich_text"
    ]
    assert ids_but(without, hidden_ids) == ids_but(sent, hidden_ids)


def ids_but(body: list[dict[str, Any]], taken: set[str]) -> list[Any]:
    return [child["id"] for child in body if child.get("id") and child["id"] not in taken]


@given(body=bodies())
@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
def test_a_body_that_is_sent_as_it_was_shown_is_as_it_was(body: Any) -> None:
    assert keep_unshown(SectionStream("content"), body, shown(body)) == body
