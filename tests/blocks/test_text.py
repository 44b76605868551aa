"""Text, callout and quote."""

import pytest

from tests.blocks.bodies import errors_of, in_api, in_html

CALLOUT = {"tone": "warning", "title": "Careful", "text": "<p>Ask first.</p>"}
QUOTE = {
    "text": "First.\n\nSecond & last.",
    "attribution": "A graduate",
    "role": "Researcher",
    "source_url": "https://www.example.org/words/",
}

pytestmark = pytest.mark.django_db


def test_text_is_html_in_the_api() -> None:
    assert in_api("rich_text", '<p data-block-key="abc12">Some <b>bold</b> text</p>') == "<p>Some <b>bold</b> text</p>"


def test_a_callout_tells_tone_title_and_text() -> None:
    assert in_api("callout", CALLOUT) == CALLOUT


def test_a_callout_says_its_tone_in_words() -> None:
    html = in_html("callout", CALLOUT)

    assert html.select_one(".callout--warning .callout__title").get_text() == "Warning: Careful"
    assert "visually-hidden" in html.select_one(".callout__tone")["class"]


def test_a_callout_without_title_shows_its_tone_as_title() -> None:
    html = in_html("callout", {**CALLOUT, "title": ""})

    assert html.select_one(".callout__title").get_text() == "Warning"
    assert "visually-hidden" not in html.select_one(".callout__tone")["class"]


def test_a_callout_with_half_of_its_fields_is_complete_in_the_api() -> None:
    assert in_api("callout", {"text": "<p>Hello</p>"}) == {"tone": "note", "title": "", "text": "<p>Hello</p>"}


def test_a_callout_needs_a_text_before_it_is_published_but_not_in_a_draft() -> None:
    empty = {**CALLOUT, "text": ""}

    assert "text" in errors_of("callout", empty)["blockErrors"]
    assert errors_of("callout", empty, draft=True) is None


def test_a_quote_keeps_its_plain_text_in_the_api() -> None:
    assert in_api("quote", QUOTE) == QUOTE


def test_a_quote_is_shown_with_paragraphs_and_its_source() -> None:
    html = in_html("quote", QUOTE)

    assert [paragraph.get_text() for paragraph in html.select("figure blockquote p")] == ["First.", "Second & last."]
    assert html.blockquote["cite"] == QUOTE["source_url"]
    assert html.select_one("figcaption .quote__name").get_text() == "A graduate"


def test_a_quote_without_a_source_has_no_caption() -> None:
    html = in_html("quote", {"text": "Words"})

    assert html.figcaption is None
    assert not html.blockquote.has_attr("cite")
