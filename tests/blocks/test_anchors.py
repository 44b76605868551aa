"""Anchors: made from the heading, unique, kept."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks.anchors import ANCHOR_PATTERN, LONGEST_ANCHOR, RESERVED_ANCHORS, assign_anchors, with_anchors
from tests.blocks.bodies import body, stored
from tests.factories.pages import ContentPageFactory, rich_text, section


def anchors(*sections: dict[str, Any]) -> list[str]:
    return [block["value"]["anchor"] for block in with_anchors(sections)]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What we’re doing and why", "what-were-doing-and-why"),
        ("Café & crème", "cafe-creme"),
        ("2018 plan", "section-2018-plan"),
        ("技能", "section"),
        ("", "section"),
        ("Main", "main-2"),
        ("--", "section"),
        ("x" * 300, "x" * LONGEST_ANCHOR),
    ],
)
def test_an_anchor_is_made_from_the_heading(heading: str, anchor: str) -> None:
    assert anchors(section(heading)) == [anchor]


def test_equal_headings_get_different_anchors() -> None:
    assert anchors(section("How"), section("How"), section("How")) == ["how", "how-2", "how-3"]


def test_an_anchor_stays_when_the_heading_changes() -> None:
    assert anchors(section("New heading", anchor="old-heading")) == ["old-heading"]


def test_an_anchor_that_somebody_has_is_not_taken_by_a_heading_above() -> None:
    assert anchors(section("How"), section("Anything", anchor="how")) == ["how-2", "how"]


def test_a_copied_section_gets_an_anchor_of_its_own() -> None:
    assert anchors(section("How", anchor="how"), section("How", anchor="how")) == ["how", "how-2"]


def test_what_was_given_stays_as_it_was() -> None:
    given_body = [rich_text("Hello"), section("How")]

    copy = with_anchors(given_body)

    assert given_body[1]["value"]["anchor"] == ""
    assert copy[1]["value"]["anchor"] == "how"
    assert copy[0] == given_body[0]


@pytest.mark.django_db
def test_a_body_gets_its_anchors_in_place() -> None:
    value = body(section("How"), rich_text("Hello"), section("How"))

    assign_anchors(value)

    assert [block["value"]["anchor"] for block in stored(value) if block["type"] == "section"] == ["how", "how-2"]


@pytest.mark.django_db
def test_saving_a_page_by_program_gives_it_anchors() -> None:
    page = ContentPageFactory(body=[section("How"), section("Why", anchor="because")])

    assert [entry["anchor"] for entry in type(page).objects.get(pk=page.pk).on_this_page] == ["how", "because"]


@given(
    st.lists(
        st.builds(
            lambda heading, anchor: section(heading, anchor=anchor),
            st.text(max_size=100) | st.sampled_from(["How", "how 2", "Main", ""]),
            st.sampled_from(["", "", "how", "how-2", "x" * LONGEST_ANCHOR]),
        ),
        max_size=12,
    )
)
def test_anchors_are_always_unique_valid_and_settled(sections: list[dict[str, Any]]) -> None:

    once = with_anchors(sections)
    found = [block["value"]["anchor"] for block in once]

    assert len(set(found)) == len(found)
    assert all(re.fullmatch(ANCHOR_PATTERN, anchor) and len(anchor) <= LONGEST_ANCHOR for anchor in found)
    assert not RESERVED_ANCHORS & set(found)
    assert with_anchors(once) == once
