"""Markdown in the dialect of Wagtail becomes the HTML of the database, within the features of its field, in time."""

import time
from contextlib import suppress
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from wagtail.admin.rich_text.converters.markdown_db import MarkdownConverter

from blocks.input_forms.rich_text import MARKDOWN_CHARACTER, MOST_RICH_TEXT, reading_rich_text, rich_text_input
from tests.pace import seconds

MOST_MARKDOWN = MOST_RICH_TEXT // MARKDOWN_CHARACTER
FEATURES = (
    *("h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul", "hr", "code"),
    *("superscript", "subscript", "image", "embed"),
)
STORED = [
    "<p>A <b>bold</b>, <i>slanted</i> &amp; <code>coded</code> text</p><p>Another<br/>with a break</p>",
    "<h2>Heading</h2><p>x<sup>2</sup> and y<sub>1</sub></p><hr/><h3>Lower</h3>",
    "<ul><li>One</li><li>Two<ul><li>Within</li></ul></li></ul><ol><li>First</li><li>Second</li></ol>",
    '<p><a id="7" linktype="page">Page</a>, <a id="5" linktype="document">file</a>, '
    '<a href="https://example.org/?a=1&amp;b=2">site</a>, <a href="mailto:a@example.org">mail</a></p>',
    '<p>Before</p><embed alt="A &quot;tree&quot;" embedtype="image" format="left" id="3"/><p>After</p>',
    '<embed embedtype="media" url="https://www.youtube.com/watch?v=a&amp;t=1"/>',
    "<p>Signs that mean something: * _ # [a](b) &lt;b&gt; ` \\ 1. -</p>",
    "<p># no heading</p><p>- no list</p><p>1. none</p>",
]


def read(content: str, features: tuple[str, ...] = FEATURES) -> str:
    with reading_rich_text():
        found: str = TypeAdapter(rich_text_input(features)).validate_python(
            {"format": "db_markdown", "content": content}, strict=True
        )
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("stored", STORED)
def test_what_wagtail_writes_as_markdown_is_read_again(stored: str) -> None:
    markdown = MarkdownConverter(FEATURES).from_database_format(stored, resolved=False)

    assert read(markdown) == stored


def test_what_the_field_does_not_offer_is_taken_out() -> None:
    with reading_rich_text() as removals:
        found = TypeAdapter(rich_text_input(("bold",))).validate_python(
            {"format": "db_markdown", "content": "**A** *b* [c](https://example.org/)\n\n## D"}
        )

    assert found == "<p><b>A</b> b c</p>D"
    assert {removal.tag for removal in removals} == {"i", "a", "h2"}


@pytest.mark.parametrize("sent", ["<p>A <b>b</b></p>", {"content": "<p>A <b>b</b></p>"}])
def test_html_needs_no_format(sent: Any) -> None:
    assert TypeAdapter(rich_text_input(FEATURES)).validate_python(sent) == "<p>A <b>b</b></p>"


def test_tags_in_markdown_are_text() -> None:
    text = "<p>a &lt;script&gt;b&lt;/script&gt; &lt;b&gt;</p>"

    assert read("a <script>b</script> <b>") == text
    assert read("<script>\nb</script>") == "<p>&lt;script&gt;<br/>b&lt;/script&gt;</p>"
    assert 'href="javascript' not in read("[a](javascript:b) [c](<java\tscript:d>)")


@pytest.mark.parametrize(
    "sent",
    [
        {"format": "markdown", "content": ""},
        {"format": "db_markdown"},
        {"format": "db_markdown", "content": 7},
        {"format": "db_markdown", "content": "", "more": 1},
        {"format": "db_markdown", "content": "[a](wagtail://page)"},
        {"format": "db_markdown", "content": "[a](wagtail://page?id=x)"},
        {"format": "db_markdown", "content": "[a](wagtail://image?id=1)"},
        {"format": "db_markdown", "content": "![a](https://example.org/a.png)"},
        {"format": "db_markdown", "content": "a" * (MOST_MARKDOWN + 1)},
        7,
        None,
        [],
    ],
)
def test_what_cannot_be_read_is_refused_once(sent: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(rich_text_input(FEATURES)).validate_python(sent, strict=True)

    assert refused.value.error_count() == 1


HARD = [
    *("*", "**", "_", "`", "[", "![", "[a](", "[](", "[a][", "<", "> ", "- ", "- a\n", "> a\n\n", "a\n", "\\", "~~a"),
    *("a*b_", "*a **b ", "``a`", "![[]()", "<a>", "[a]: b\n", "[a](<b", "&amp;", "  - a\n", "* * a\n", "<sup>"),
]


@pytest.mark.parametrize("part", HARD)
def test_no_text_takes_long(part: str) -> None:
    def took() -> float:
        began = time.process_time()
        with suppress(ValidationError):  # more tags, or deeper ones, than rich text has
            read((part * MOST_MARKDOWN)[:MOST_MARKDOWN])
        return time.process_time() - began

    # More than once, because the collector of garbage may come in between, which looks through all of this process.
    assert any(took() < seconds(0.9) for _try in range(3))
