"""Sections and the outline that they make."""

import pytest

from blocks.outline import outline
from tests.blocks.bodies import body, errors_of, html_of, in_api, in_html
from tests.factories.pages import rich_text, section

pytestmark = pytest.mark.django_db


def test_a_section_tells_its_place_and_content_in_the_api() -> None:
    value = section("How", {**rich_text("Hello"), "id": "one"}, level="3", anchor="how")["value"]

    assert in_api("section", value) == {
        "heading": "How",
        "anchor": "how",
        "level": 3,
        "content": [{"type": "rich_text", "value": "<p>Hello</p>", "id": "one"}],
    }


def test_a_section_of_an_unfinished_draft_is_complete_in_the_api() -> None:
    assert in_api("section", {"heading": None, "content": []}) == {
        "heading": "",
        "anchor": "",
        "level": 2,
        "content": [],
    }


def test_headings_stand_at_their_level_and_carry_the_anchor() -> None:
    html = html_of(body(section("How", anchor="how"), section("Why", level="4", anchor="why"), section("No anchor")))

    assert [(heading.name, heading.get("id"), heading.get_text()) for heading in html.select("section > *")] == [
        ("h2", "how", "How"),
        ("h4", "why", "Why"),
        ("h2", None, "No anchor"),
    ]


def test_the_content_stands_under_the_heading() -> None:
    html = html_of(body(section("How", rich_text("Hello"))))

    assert html.select_one("section > h2 + .section__content > .rich-text > p").get_text() == "Hello"


def test_the_outline_lists_sections_in_their_order() -> None:
    value = body(section("How", anchor="how"), rich_text("Hello"), section("Why", level="3", anchor="why"))

    assert outline(value) == [
        {"heading": "How", "anchor": "how", "level": 2},
        {"heading": "Why", "anchor": "why", "level": 3},
    ]


def test_the_outline_of_nothing_is_empty() -> None:
    assert outline(body()) == []


@pytest.mark.parametrize(
    ("anchor", "accepted"), [("how-2", True), ("", True), ("How", False), ("2nd", False), ("a b", False), ("a\n", True)]
)
def test_an_anchor_by_hand_must_be_one(anchor: str, accepted: bool) -> None:
    value = section("How", anchor=anchor)["value"]

    assert (errors_of("section", value) is None) == accepted


def test_an_unknown_level_is_refused() -> None:
    assert "level" in errors_of("section", section("How", level="5")["value"])["blockErrors"]


def test_sections_do_not_nest() -> None:
    value = body(section("How"))

    assert "section" not in value[0].value["content"].stream_block.child_blocks


def test_a_divider_is_a_line_without_a_value() -> None:
    assert in_api("divider", None) is None
    assert in_html("divider", None).select_one("hr") is not None


def test_headings_are_found_by_search_and_settings_are_not() -> None:
    value = body(section("How to join", rich_text("Hello"), anchor="join-us"))

    found = " ".join(value.stream_block.get_searchable_content(value))

    assert "How to join" in found
    assert "Hello" in found
    assert "join-us" not in found
    assert "Sub-section" not in found
