"""Highlights of a search: where the words stand, escaped, short, and nothing that is hidden."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cms.api.highlights import LONGEST, highlights
from cms.plugins.testing.client import ApiClient
from tests.factories.media import ImageFactory
from tests.factories.pages import ContentPageFactory, ProgramPageFactory, rich_text, section


def html(text: str, *words: str) -> str:
    [found] = highlights([("lede", text)], words)
    return found["html"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Learn design", ["design"], "Learn <mark>design</mark>"),
        ("Designing services", ["design"], "<mark>Designing</mark> services"),
        ("The redesign and the design", ["design"], "The redesign and the <mark>design</mark>"),
        ("An AI is an aid", ["ai"], "An <mark>AI</mark> is an aid"),
        ("Ein Café", ["cafe"], "Ein <mark>Café</mark>"),
        ("Fu\u0308r alle", ["für"], "<mark>Für</mark> alle"),
        (
            "co-design & <b>co</b>",
            ["co-design"],
            "<mark>co</mark>-<mark>design</mark> &amp; &lt;b&gt;<mark>co</mark>&lt;/b&gt;",
        ),
        ("C++ for all", ["c++"], "<mark>C</mark>++ for all"),
    ],
)
def test_words_are_marked(text: str, words: list[str], expected: str) -> None:
    assert html(text, *words) == expected


def test_a_long_text_is_cut_at_words() -> None:
    piece = html(f"{'before ' * 100}found {'after ' * 100}", "found")

    assert re.fullmatch("… before.*after …", piece)
    assert "<mark>found</mark>" in piece
    assert len(re.sub("<.*?>", "", piece)) <= LONGEST + 4


def test_there_are_at_most_three_and_none_for_what_is_not_there() -> None:
    texts = [(f"field_{number}", "word") for number in range(9)]

    assert [entry["field"] for entry in highlights(texts, ["word"])] == ["field_0", "field_1", "field_2"]
    assert highlights(texts, ["other"]) == highlights(texts, []) == highlights(texts, ["+"]) == []


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_any_text_is_escaped_and_bounded(text: str, words: list[str]) -> None:
    for entry in highlights([("title", text)], words):
        without_marks = re.sub("</?mark>", "", entry["html"])
        assert "<mark>" in entry["html"]
        assert not set("<>") & set(without_marks)
        assert len(re.sub("&[a-z#0-9]+;", "x", without_marks)) <= LONGEST + 4


def shown(api: ApiClient, **parameters: Any) -> list[dict[str, str]]:
    [item] = api.items("pages/", **parameters)
    found: list[dict[str, str]] = item["highlights"]
    return found


@pytest.mark.django_db
class TestInLists:
    """What the lists of version 3 say."""

    @pytest.fixture
    def v3(self) -> ApiClient:
        return ApiClient("v3")

    def test_items_say_where_the_words_stand(self, v3: ApiClient) -> None:
        ProgramPageFactory(title="Coaching", lede="A coaching program", what_you_get="<p>Free coaching</p><p>Tea</p>")

        assert shown(v3, search="coaching") == [
            {"field": "title", "html": "<mark>Coaching</mark>"},
            {"field": "lede", "html": "A <mark>coaching</mark> program"},
            {"field": "what_you_get", "html": "Free <mark>coaching</mark> Tea"},
        ]
        assert shown(v3, search="coaching", order="title", fields="_")[0]["field"] == "title"

    def test_a_list_without_a_search_has_none(self, v3: ApiClient) -> None:
        ContentPageFactory()

        assert all("highlights" not in item for item in v3.items("pages/", fields="*"))

    def test_words_of_a_body_are_shown(self, v3: ApiClient) -> None:
        ContentPageFactory(body=[section("Who can join", rich_text("Everybody with <b>patience</b>."))])

        assert shown(v3, search="patience") == [
            {"field": "body", "html": "Who can join Everybody with <mark>patience</mark>."}
        ]

    def test_the_title_of_a_hidden_page_is_not_shown(self, v3: ApiClient) -> None:
        hidden = ProgramPageFactory(title="Topsecret", live=False)
        link = f'<p>See <a linktype="page" id="{hidden.pk}">our plan</a> for patience</p>'
        card = {"page": hidden.pk, "document": None, "url": "", "email": "", "heading": "Topsecret patience"}
        ContentPageFactory(
            title="Shown",
            body=[{"type": "rich_text", "value": link}, {"type": "cards", "value": {"heading": "", "cards": [card]}}],
        )

        assert shown(v3, search="patience") == [{"field": "body", "html": "See our plan for <mark>patience</mark>"}]
        assert "Topsecret" not in str(v3.json("pages/", search="topsecret"))

    def test_they_cost_no_query_for_each_item(self, v3: ApiClient) -> None:
        target = ProgramPageFactory(title="Target")

        def queries(limit: int) -> int:
            v3.json("pages/", search="patience", limit=limit)
            with CaptureQueriesContext(connection) as captured:
                v3.json("pages/", search="patience", limit=limit)
            return len(captured)

        for number in range(6):
            link = f'<a linktype="page" id="{target.pk}">patience</a>'
            ContentPageFactory(title=f"Page {number}", body=[section("Part", rich_text(link))])

        assert queries(6) == queries(2)

    def test_a_search_without_a_word_finds_nothing(self, v3: ApiClient) -> None:
        ContentPageFactory()

        for text in ("", " ", "!", '"'):
            assert v3.items("pages/", search=text) == []
            assert v3.items("pages/", search=text, order="title") == []

    def test_images_say_it_too_and_can_be_searched_by_tag(self, v3: ApiClient) -> None:
        image, other = ImageFactory(title="Two paths"), ImageFactory(title="One path, many paths")
        image.tags.add("people", "work")
        other.tags.add("work")

        [item] = v3.items("images/", search="paths", tags="people")

        assert item["id"] == image.pk
        assert item["alt"] == image.description
        assert item["highlights"][0] == {"field": "title", "html": "Two <mark>paths</mark>"}
        assert ApiClient("v2").ids("images/", search="paths", tags="people") == {image.pk}
        assert v3.ids("images/", search="paths") == {image.pk, other.pk}
        assert v3.ids("images/", tags=["people", "work"]) == {image.pk}
        assert v3.ids("images/", tags=["work", "work"]) == {image.pk, other.pk}
        assert v3.items("images/", tags=["work", "nothing"]) == []
