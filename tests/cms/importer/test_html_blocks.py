import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.importer.document import Accordion, Block, Code, Divider, Facts, Image, Quote, RichText, Table, Video
from cms.importer.html_blocks import Heading, read_blocks
from cms.importer.html_tree import UnreadableHtml
from cms.importer.rich_text import clean


def items(html: str) -> list[Heading | Block]:
    return list(read_blocks(html).items)


def notes(html: str) -> str:
    return "\n".join(note.text for note in read_blocks(html).notes)


def test_paragraphs_and_lists_side_by_side_are_one_rich_text() -> None:
    assert items("<p>A <strong>b</strong> <em>c</em></p>\n<ul><li>d</li></ul>") == [
        RichText("<p>A <b>b</b> <i>c</i></p><ul><li>d</li></ul>")
    ]


def test_headings_part_the_text() -> None:
    assert items('<p>a</p><h2 id="x">B <em>c</em></h2>d<h3><a name="y"></a>E</h3>') == [
        RichText("<p>a</p>"),
        Heading("B c", 2, "x"),
        RichText("<p>d</p>"),
        Heading("E", 3, "y"),
    ]


def test_the_link_of_a_heading_is_kept_below_it() -> None:
    html = '<h2><a href="/x">A</a></h2><p>b</p>'
    assert items(html) == [Heading("A", 2), RichText('<p><a href="/x">A</a></p><p>b</p>')]
    assert "a heading cannot be a link" in notes(html)


def test_words_directly_in_a_container_are_a_paragraph() -> None:
    assert items("<div>a <b>b</b><div>c</div>d</div>") == [RichText("<p>a <b>b</b></p><p>c</p><p>d</p>")]


def test_unknown_elements_leave_their_words() -> None:
    assert items("<p><nobr>a</nobr> <font>b</font> <blink>c</blink></p>") == [RichText("<p>a b c</p>")]


def test_scripts_and_unsafe_links_are_left_out_and_reported() -> None:
    html = '<p onclick="x()">a <a href="javascript:x()">b</a></p><script>c</script><form>d<input></form>'
    assert items(html) == [RichText("<p>a b</p><p>d</p>")]
    assert "<script> and its text was left out" in notes(html)
    assert "<form> was left out" in notes(html)
    assert "the link of “b” was left out: javascript: is not allowed" in notes(html)


def test_wagtails_own_link_types_cannot_be_smuggled_in() -> None:
    assert items('<p><a linktype="page" id="1">a</a><embed embedtype="image" id="1"></p>') == [RichText("<p>a</p>")]


def test_links_stay_as_they_are() -> None:
    for href in ("/a/b/", "#c", "https://example.org/?d=1&amp;e=2", "mailto:f@example.org", "../g.html"):
        assert items(f'<p><a href="{href}">x</a></p>') == [RichText(f'<p><a href="{href}">x</a></p>')]


def test_lists_within_lists_and_paragraphs_in_items() -> None:
    assert items("<ol><li><p>a</p><ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ol>") == [
        RichText("<ol><li>a<ul><li>b</li></ul></li><li>c<br/>d</li></ol>")
    ]


def test_a_list_that_does_not_begin_with_one_is_reported() -> None:
    assert "numbered from 4" in notes('<ol start="4"><li>a</li></ol>')


def test_quotes() -> None:
    assert items(
        '<blockquote cite="https://example.org/"><p>a <b>b</b><br>c</p><p>d</p><cite>E</cite></blockquote>'
    ) == [Quote("a b\nc\n\nd", "E", "https://example.org/")]
    assert items("<blockquote>a</blockquote>") == [Quote("a")]


def test_words_beside_the_paragraphs_of_a_quote_are_kept() -> None:
    assert items("<blockquote>a <p>b</p> c</blockquote>") == [Quote("a b c")]


def test_a_quote_with_a_link_becomes_text() -> None:
    html = '<blockquote><p>a <a href="/b">b</a></p></blockquote>'
    assert items(html) == [RichText('<p>a <a href="/b">b</a></p>')]
    assert "a quote holds more than words" in notes(html)


def test_code_dividers_and_definitions() -> None:
    assert items('<pre><code class="language-py">a &lt; b\n  c\n</code></pre><hr>') == [
        Code("a < b\n  c", "py"),
        Divider(),
    ]
    assert items("<dl><dt>a</dt><dd>b</dd><dd>c</dd><dt>d</dt></dl>") == [Facts((("a", "<p>b</p><p>c</p>"), ("d", "")))]


def test_tables() -> None:
    html = (
        "<table><caption>T</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
        '<tbody><tr><th>c</th><td><p>d</p><ul><li>e <a href="/f">f</a></li></ul></td></tr></tbody></table>'
    )
    assert items(html) == [Table((("a", "b"), ("c", 'd<br/>e <a href="/f">f</a>')), True, True, "T")]


def test_merged_cells_are_filled_up_and_reported() -> None:
    html = '<table><tr><td colspan="2">a</td></tr><tr><td rowspan="2">b</td><td>c</td></tr><tr><td>d</td></tr></table>'
    assert items(html) == [Table((("a", ""), ("b", "c"), ("", "d")))]
    assert "merged cells" in notes(html)


def test_openable_parts_side_by_side_are_one_accordion() -> None:
    html = "<details><summary>a</summary>b</details>\n<details><summary>c</summary><p>d</p></details>"
    assert items(html) == [Accordion((("a", "<p>b</p>"), ("c", "<p>d</p>")))]


def test_an_openable_part_with_more_than_text_stays_open() -> None:
    html = "<details><summary>a</summary><p>b</p><hr></details>"
    assert items(html) == [RichText("<p><b>a</b></p><p>b</p>"), Divider()]
    assert "“a” holds more than text" in notes(html)


def test_pictures_keep_alt_text_and_caption_and_ask_for_their_file() -> None:
    html = '<figure><img src="/a.png" alt="A map"><figcaption>The map</figcaption></figure><p>b <img src="c.png"></p>'
    assert items(html) == [Image("/a.png", "A map", "The map"), RichText("<p>b</p>"), Image("c.png")]
    assert "upload the image /a.png" in notes(html)
    assert "no alternative text" in notes(html)


def test_the_link_of_a_picture_is_kept() -> None:
    assert items('<a href="/full.png"><img src="/a.png" alt="A map"></a>') == [
        RichText('<p><a href="/full.png">A map</a></p>'),
        Image("/a.png", "A map"),
    ]


def test_a_caption_with_a_link_becomes_text() -> None:
    assert items('<figure><img src="a" alt="b"><figcaption>c <a href="/d">d</a></figcaption></figure>') == [
        Image("a", "b"),
        RichText('<p>c <a href="/d">d</a></p>'),
    ]


def test_videos_of_known_players_and_other_frames() -> None:
    assert items('<iframe src="//www.youtube-nocookie.com/embed/a_B-1x9?rel=0" title="T"></iframe>') == [
        Video("https://www.youtube.com/watch?v=a_B-1x9", "T")
    ]
    assert items('<p>a</p><iframe src="https://example.org/map"></iframe>') == [
        RichText('<p>a</p><p><a href="https://example.org/map">https://example.org/map</a></p>')
    ]


def test_a_table_of_contents_is_taken_out() -> None:
    html = '<nav class="index-links"><h2>On this page</h2><ul><li><a href="#b">B</a></li></ul></nav><h2>B</h2>'
    read = read_blocks(html)
    assert [(entry.text, entry.anchor) for entry in read.contents] == [("B", "b")]
    assert list(read.items) == [Heading("B", 2)]


@pytest.mark.parametrize(
    "inside",
    ['<a href="/elsewhere">B</a>', '<a href="#b">B</a> and words of its own', "no links at all"],
)
def test_a_navigation_with_content_of_its_own_stays(inside: str) -> None:
    read = read_blocks(f'<nav class="index-links">{inside}</nav>')
    assert read.contents == ()
    assert read.items


def test_words_of_a_list_of_terms_within_a_stray_term_are_kept() -> None:
    assert "a" in " ".join(_words(item) for item in items("<dt><dl> a ")).split()


def test_nesting_has_an_end() -> None:
    for opening in ("<div>", "<ul><li>", "<b>", "<blockquote>"):
        with pytest.raises(UnreadableHtml):
            read_blocks(opening * 2000 + "x")


_WORD = st.text("abcdefg", min_size=1, max_size=4)
_TAGS = ["p", "div", "ul", "ol", "li", "b", "em", "a", "h2", "blockquote", "table", "tr", "td", "dl", "dt", "dd", "pre"]
_TAGS += ["figure", "figcaption", "details", "summary", "code", "span", "section", "nav", "hr", "br", "center", "foo"]
_PIECE = st.one_of(
    _WORD.map(lambda word: f" {word} "),
    st.sampled_from(_TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>"),
)


def _words(block: Heading | Block) -> str:
    parts = re.findall(r"'((?:[^'\\]|\\.)*)'", repr(block))
    return re.sub(r"<[^>]*>", " ", " ".join(parts).replace("\\n", " "))


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECE, max_size=25))
def test_no_word_is_lost_however_the_elements_are_nested(pieces: list[str]) -> None:
    html = "".join(pieces)
    expected = sorted(re.sub(r"<[^>]*>", " ", html).split())
    assert sorted(" ".join(_words(item) for item in items(html)).split()) == expected


@settings(deadline=None)
@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
