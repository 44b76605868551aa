import pytest

from cms.errors import SourceError
from cms.importer.readers.markdown import render


def html(text: str) -> str:
    return " ".join(render("p.md", text).html.split())


def test_a_list_directly_after_a_paragraph_line_is_a_list() -> None:
    assert html("We will:\n- read\n- write") == "<p>We will:</p> <ul> <li>read</li> <li>write</li> </ul>"
    assert html("Go on:\n3. read\n4. write") == '<p>Go on:</p> <ol start="3"> <li>read</li> <li>write</li> </ol>'


def test_a_number_within_a_line_opens_no_list() -> None:
    assert html("It began in\nMay 2018. Then more") == "<p>It began in May 2018. Then more</p>"


def test_quotes_and_dashes_are_typographic() -> None:
    assert html("\"It's\" 'so' -- or --- not...") == "<p>“It’s” ‘so’ – or — not…</p>"
    assert render("p.md", "<< oui >> (c) 1").html == "<p>«\N{NO-BREAK SPACE}oui\N{NO-BREAK SPACE}» (c) 1</p>\n"


def test_code_links_and_html_keep_their_characters() -> None:
    assert html("`a -- 'b'` <http://a--b.example/...>") == (
        "<p><code>a -- 'b'</code> <a href=\"http://a--b.example/...\">http://a--b.example/...</a></p>"
    )
    assert html("<div>it's -- so</div>") == "<div>it's -- so</div>"


def test_header_ids() -> None:
    assert html("## One {#first}") == '<h2 id="first">One</h2>'
    assert html("## One\n{: #first .wide}") == '<h2 id="first">One</h2>'
    assert html("{: #first}\n## One") == '<h2 id="first">One</h2>'
    assert html("## One\n\nText\n{: #other}") == "<h2>One</h2> <p>Text</p>"


def test_attributes_leave_no_trace_in_the_text() -> None:
    assert html('A [b](c){:target="_blank"} *d*{: .e}.\n{: .lead}') == '<p>A <a href="c">b</a> <em>d</em>.</p>'
    assert html("Set {: x} apart") == "<p>Set {: x} apart</p>"


def test_a_toc_list_is_left_out_and_counted() -> None:
    rendered = render("p.md", "* any text\n{:toc}\n\n## One")
    assert rendered.html == "<h2>One</h2>\n"
    assert rendered.tables_of_contents == 1


def test_an_extension_is_refused_with_its_line() -> None:
    with pytest.raises(SourceError) as caught:
        render("p.md", "a\n\n{::comment}\nb\n{:/comment}", first_line=5)
    assert caught.value.line == 7


def test_embedded_html_ends_where_its_element_is_closed() -> None:
    text = "<div>\n\n    <p>*raw*</p>\n\n<div>in</div>\n\n</div>\n*after*"
    assert html(text) == "<div> <p>*raw*</p> <div>in</div> </div> <p><em>after</em></p>"


def test_an_element_that_is_never_closed_ends_at_a_blank_line() -> None:
    assert html("<div>\nin\n\n*after*") == "<div> in <p><em>after</em></p>"


def test_tags_in_comments_do_not_count() -> None:
    assert html("<div>\n<!-- </div> -->\n\n*raw*\n</div>\n*after*") == (
        "<div> <!-- </div> --> *raw* </div> <p><em>after</em></p>"
    )


def test_markdown_within_html_is_read_if_the_element_says_so() -> None:
    assert (
        html('<div class="x" markdown="1">\n- *a*\n</div>') == '<div class="x"> <ul> <li><em>a</em></li> </ul> </div>'
    )
    assert html("<div>\n- *a*\n</div>") == "<div> - *a* </div>"


def test_an_inline_element_opens_no_html_block() -> None:
    assert html("<span>a</span>\n*b*") == "<p><span>a</span> <em>b</em></p>"


def test_html_within_a_list_item_stays_there() -> None:
    assert html("- a\n  <div>\n  b\n\n  c</div>\n- d") == "<ul> <li>a<div> b c</div> </li> <li>d</li> </ul>"


def test_line_breaks_definitions_and_footnotes() -> None:
    assert html("a\\\\\nb") == "<p>a<br /> b</p>"
    assert html("Term\n: meaning") == "<dl> <dt>Term</dt> <dd>meaning</dd> </dl>"
    assert "<sup>1</sup>" in html("a[^x]\n\n[^x]: note")
    assert "href" not in html("a[^x]\n\n[^x]: note")
