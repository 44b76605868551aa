"""Steps, facts and accordion: blocks that hold a list of titled texts."""

import pytest

from tests.blocks.bodies import body, errors_of, html_of, in_api, in_html
from tests.factories.pages import section

STEPS = {"steps": [{"title": "Ask", "text": "<p>Anyone.</p>"}, {"title": "Go", "text": ""}]}
FACTS = {"facts": [{"term": "Cost", "value": "<p>Free</p>"}, {"term": "Place", "value": "<p>Canberra</p>"}]}
ACCORDION = {"items": [{"title": "Why?", "text": "<p>Because.</p>"}]}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("block_type", "value"),
    [("steps", STEPS), ("facts", FACTS), ("accordion", ACCORDION)],
    ids=lambda value: str(value)[:9],
)
def test_the_api_lists_the_entries_in_their_order(block_type: str, value: dict[str, object]) -> None:
    assert in_api(block_type, value) == value


@pytest.mark.parametrize(("block_type", "name"), [("steps", "steps"), ("facts", "facts"), ("accordion", "items")])
def test_an_empty_list_is_refused_before_publishing(block_type: str, name: str) -> None:
    assert name in errors_of(block_type, {name: []})["blockErrors"]
    assert errors_of(block_type, {name: []}, draft=True) is None


def test_steps_are_an_ordered_list_with_headings_below_that_of_the_section() -> None:
    html = html_of(body(section("Join", {"type": "steps", "value": STEPS}, level="3")))

    assert [heading.get_text() for heading in html.select("ol.steps > li > h4")] == ["Ask", "Go"]


def test_steps_outside_a_section_have_headings_of_the_second_level() -> None:
    assert len(in_html("steps", STEPS).select("ol.steps h2")) == 2


def test_a_section_leaves_the_headings_after_it_alone() -> None:
    steps = {"type": "steps", "value": STEPS}

    html = html_of(body(section("Join", steps, level="4"), steps))

    assert [heading.name for heading in html.select(".steps__title, .step__title")] == ["h5", "h5", "h2", "h2"]


def test_facts_are_a_description_list() -> None:
    html = in_html("facts", FACTS)

    assert [(term.get_text(), term.find_next("dd").get_text()) for term in html.select("dl.facts dt")] == [
        ("Cost", "Free"),
        ("Place", "Canberra"),
    ]


def test_an_accordion_opens_without_scripts() -> None:
    html = in_html("accordion", ACCORDION)

    assert html.select_one("details > summary").get_text() == "Why?"
    assert html.select_one("details > .accordion__text").get_text() == "Because."
