"""Cursors: every page once, whatever is published, unpublished, renamed or moved between two windows."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from cms.api.v3 import cursor as cursors
from cms.plugins.testing.client import ApiClient
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, ProgramPageFactory

pytestmark = pytest.mark.django_db

ORDERS = ["title", "-title", "id", "-id", "path", "-first_published_at", "starts", "-starts"]


@pytest.fixture
def v3() -> ApiClient:
    return ApiClient("v3")


def windows(
    api: ApiClient, path: str = "pages/", between: Callable[[], object] = lambda: None, **parameters: Any
) -> Iterator[list[int]]:
    """The ids of each window of a list, from its beginning to its end; ``between`` is called after each."""
    answer = api.json(path, **parameters)
    yield [item["id"] for item in answer["items"]]
    for _number in range(50):
        if answer["next"] is None:
            return
        between()
        answer = api.json(path, **{**parameters, "cursor": answer["next"]})
        yield [item["id"] for item in answer["items"]]
    pytest.fail("the list does not end")


def everything(api: ApiClient, **parameters: Any) -> list[int]:
    return [key for window in windows(api, **parameters) for key in window]


def test_cursors_lead_through_the_list_as_offsets_do(v3: ApiClient) -> None:
    for title in ("Bravo", "Alpha", "Charlie", "Alpha"):
        ProgramPageFactory(title=title, starts="2020" if title == "Bravo" else None)

    for order in ORDERS:
        whole = [item["id"] for item in v3.json("pages/", order=order, limit=100)["items"]]
        assert everything(v3, order=order, limit=2) == whole, order


def test_the_last_window_has_no_next(v3: ApiClient) -> None:
    ProgramPageFactory()

    assert v3.json("pages/", limit=2)["next"] is None
    assert v3.json("pages/", limit=1)["next"] is not None
    assert v3.json("pages/", limit=1, offset=1)["next"] is None


def test_a_cursor_follows_an_offset(v3: ApiClient) -> None:
    for title in ("Alpha", "Bravo", "Charlie", "Delta"):
        ProgramPageFactory(title=title)
    asked = {"type": "pages.ProgramPage", "order": "title", "limit": 1}

    first = v3.json("pages/", offset=1, **asked)
    second = v3.json("pages/", cursor=first["next"], **asked)

    assert [item["title"] for item in (*first["items"], *second["items"])] == ["Bravo", "Charlie"]


def test_limit_and_fields_may_change_on_the_way_and_the_count_stays(v3: ApiClient) -> None:
    for number in range(4):
        ProgramPageFactory(title=f"Program {number}")
    first = v3.json("pages/", order="title", limit=2)

    rest = v3.json("pages/", order="title", limit=10, fields="_,title", cursor=first["next"])

    assert len(rest["items"]) == 3
    assert rest["count"] == first["count"] == 5


def test_images_and_documents_have_cursors(v3: ApiClient) -> None:
    for kind, factory in {"images": ImageFactory, "documents": DocumentFactory}.items():
        made = [factory(title=title).pk for title in ("B", "A", "C")]
        assert everything(v3, path=f"{kind}/", order="title", limit=1) == [made[1], made[0], made[2]]
        assert everything(v3, path=f"{kind}/", limit=2) == made


CHANGES = st.lists(
    st.tuples(st.sampled_from(["rename", "hide", "show", "publish", "postpone"]), st.integers(0, 9), st.integers(0, 9)),
    max_size=4,
)


@pytest.mark.parametrize("order", ["title", "-title", "id", "-starts", None])
def test_no_page_comes_twice_and_none_that_stayed_is_missed(v3: ApiClient, order: str | None) -> None:
    made = [ProgramPageFactory(title=f"Program {number}").pk for number in range(7)]
    hidden = ProgramPageFactory(title="Program 4b", live=False).pk
    parameters = {"type": "pages.ProgramPage", "limit": 2, "fields": "_"} | ({"order": order} if order else {})

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(CHANGES, min_size=1, max_size=4))
    def examine(changes: list[list[tuple[str, int, int]]]) -> None:
        stayed = set(made)
        script = iter(changes)

        def between() -> None:
            for change, which, place in next(script, []):
                key = [*made, hidden][which % 8]
                page = Page.objects.filter(pk=key)
                if change == "rename":
                    page.update(title=f"Program {place}")
                elif change == "hide":
                    page.update(live=False)
                    stayed.discard(key)
                elif change == "postpone":
                    type(page.get().specific).objects.filter(pk=key).update(starts=f"20{place}0")
                else:
                    page.update(live=True)

        with transaction.atomic():
            seen = everything(v3, between=between, **parameters)
            transaction.set_rollback(True)

        assert len(seen) == len(set(seen))
        assert stayed <= set(seen) <= {*made, hidden}

    examine()


def test_where_ids_are_too_large_to_list_the_place_is_enough(v3: ApiClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cursors, "LARGEST_ID_SHOWN", 0)
    for title, starts in (("Bravo", "2020"), ("Alpha", None), ("Charlie", "2018"), ("Alpha", None), ("Delta", "2020")):
        ProgramPageFactory(title=title, starts=starts)

    for order in (*ORDERS, ["starts", "-title"], ["-starts", "title"]):
        whole = [item["id"] for item in v3.json("pages/", order=order, limit=100)["items"]]
        assert everything(v3, order=order, limit=1) == whole, order
        assert len(v3.json("pages/", order=order, limit=1)["next"]) < 300


def test_the_longest_cursor_fits(v3: ApiClient) -> None:
    request = v3.get("pages/").wsgi_request
    shown = [number for number in range(cursors.LARGEST_ID_SHOWN) if hash(str(number)) % 2]

    text = cursors.write_cursor(request, ["é" * 255, 32_000], shown)

    assert len(text) <= 6_000
    assert v3.get("pages/", cursor=text).status_code == 422  # of another list, but not too long


@pytest.mark.parametrize("cursor", ["", "nonsense", "a.b", "é", "..", "A" * 6000, "eJyLBAAAZgBm.eJyLBAAAZgBm"])
def test_a_malformed_cursor_is_refused(v3: ApiClient, cursor: str) -> None:
    for kind in ("pages", "images", "documents", "redirects"):
        response = v3.get(f"{kind}/", cursor=cursor)
        assert response.status_code == 422
        assert response.json()["errors"][0]["loc"] == ["query", "cursor"]


def test_a_cursor_of_another_list_is_refused(v3: ApiClient) -> None:
    ContentPageFactory(), ImageFactory(), ImageFactory()
    cursor = v3.json("pages/", order="title", limit=1)["next"]

    for path, parameters in (
        ("pages/", {}),
        ("pages/", {"order": "-title"}),
        ("pages/", {"order": "title", "type": "pages.ContentPage"}),
        ("pages/", {"order": "title", "search": "guides"}),
        ("images/", {"order": "title"}),
    ):
        assert v3.get(path, cursor=cursor, **parameters).status_code == 422, parameters
    altered = cursor[:5] + ("A" if cursor[5] != "A" else "B") + cursor[6:]
    assert v3.get("pages/", order="title", cursor=altered).status_code == 422


def test_a_cursor_does_not_go_with_an_offset_a_random_order_or_relevance(v3: ApiClient) -> None:
    ContentPageFactory(title="Design"), ContentPageFactory(title="Design two")
    cursor = v3.json("pages/", limit=1)["next"]

    assert v3.get("pages/", cursor=cursor, offset=1).status_code == 422
    assert v3.get("pages/", cursor=cursor, order="random").status_code == 422
    refused = v3.get("pages/", cursor=cursor, search="design")
    assert refused.status_code == 422
    assert "add order" in refused.json()["errors"][0]["msg"]
    assert v3.json("pages/", search="design", limit=1)["next"] is None
    assert v3.json("pages/", order="random", limit=1)["next"] is None


def test_a_search_in_an_order_has_cursors(v3: ApiClient) -> None:
    made = [ContentPageFactory(title=f"Design {number}").pk for number in range(3)]

    assert everything(v3, search="design", order="title", limit=1) == made
