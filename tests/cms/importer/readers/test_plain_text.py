import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.errors import SourceError
from cms.importer.document import Document, NoteKind, Quote, RichText
from cms.importer.readers.plain_text import PlainTextReader
from cms.importer.rich_text import plain
from tests.cms.importer.sources import PLAIN_TEXT, error_of, source


def read(text: str) -> Document:
    return PlainTextReader().read(source(text, "page.txt"))


def test_title_paragraphs_quotes_and_lists() -> None:
    document = read(PLAIN_TEXT)
    assert document.title == "Rural Skills Pilot"
    assert document.slug == "rural-skills-pilot"
    assert document.intro == (
        RichText(
            "<p>The Example Government has established a pilot for the farming sector.</p>"
            "<p>The RSP was incorporated as a company limited by guarantee in May 2021. RSP staff travel.</p>"
        ),
        Quote("Every farm has somebody who can read data."),
        Quote("Bring courses to farms, as measured by people who finish."),
        RichText(
            "<p>Over the coming months, farmers will have opportunities to help with:</p>"
            "<ol><li>small trials on farms;</li><li>a plan for the years after the trials.</li></ol>"
            "<p>To learn about its vision and mission, visit the Rural Skills website. "
            "For all other enquiries, email</p>"
        ),
    )


def test_no_heading_is_made_up() -> None:
    assert read(PLAIN_TEXT).sections == ()


def test_on_this_page_is_left_out_and_said() -> None:
    derived = [note for note in read(PLAIN_TEXT).notes if note.kind is NoteKind.DERIVED]
    assert [note.line for note in derived] == [5]


def test_a_pilot_is_recognised_by_its_title() -> None:
    assert read(PLAIN_TEXT).suggested_type == "pilot"
    assert read("Piloting aircraft\n\nText").suggested_type == ""


def html(text: str) -> str:
    (block,) = read(f"Title\n\n{text}").intro
    assert isinstance(block, RichText)
    return block.html


def test_lists_may_stand_apart_or_follow_a_line_directly() -> None:
    assert html("1. a\n\n2. b") == "<ol><li>a</li><li>b</li></ol>"
    assert html("We will:\n- a\n- b") == "<p>We will:</p><ul><li>a</li><li>b</li></ul>"
    assert html("• a") == "<ul><li>a</li></ul>"


def test_numbers_that_do_not_count_up_are_text() -> None:
    assert html("2018. What a year") == "<p>2018. What a year</p>"
    assert html("1. a\n3. b") == "<p>1. a 3. b</p>"


def test_a_single_dash_is_no_list() -> None:
    assert html("- A farmer") == "<p>- A farmer</p>"


@pytest.mark.parametrize("text", ["‘a’ and ‘b’", "‘a’ said she", "a ‘b’", "‘a"])
def test_words_in_quotation_marks_are_no_quote(text: str) -> None:
    assert html(text) == f"<p>{text}</p>"


def test_an_apostrophe_does_not_end_a_quote() -> None:
    assert read("T\n\n‘It’s ours’").intro == (Quote("It’s ours"),)
    assert read("T\n\n“It’s ‘ours’”").intro == (Quote("It’s ‘ours’"),)


def test_written_out_addresses_become_links() -> None:
    assert html("See https://example.org/a?b=1&c=2. Or a.b@example.org!") == (
        '<p>See <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>. '
        'Or <a href="mailto:a.b@example.org">a.b@example.org</a>!</p>'
    )


def test_markup_in_plain_text_is_text() -> None:
    assert html("<b>a</b> & {{ b }} *c*") == "<p>&lt;b&gt;a&lt;/b&gt; &amp; {{ b }} *c*</p>"


def test_an_empty_file_and_a_long_title_are_refused() -> None:
    for text in ("", "\n \n", "x" * 256):
        with pytest.raises(SourceError) as caught:
            read(text)
        assert caught.value.line == 1


def test_which_files_are_plain_text() -> None:
    reader = PlainTextReader()
    assert reader.can_read("a.txt", "")
    assert reader.can_read("README", "")
    assert not reader.can_read("a.csv", "")


_WORD = st.text(st.characters(whitelist_categories=["L", "P", "S"]), min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(st.lists(_WORD, min_size=1, max_size=12).map(" ".join), max_size=6))
def test_every_word_of_any_paragraphs_is_kept(paragraphs: list[str]) -> None:
    document = read("\n\n".join(["Title", *paragraphs]))
    found = []
    for block in document.intro:
        assert isinstance(block, RichText | Quote)
        found.append(plain(block.html) if isinstance(block, RichText) else block.text)
    # Marks at either end of a paragraph may have made it a quote or a list.
    marks = "‘’“”•·*-"
    kept = [word for word in " ".join(found).split() if word.strip(marks)]
    expected = [word for word in " ".join(paragraphs).split() if word.strip(marks)]
    assert [word.strip(marks) for word in kept] == [word.strip(marks) for word in expected]


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_or_refused_with_file_and_line(text: str) -> None:
    error = error_of(PlainTextReader(), text, "page.txt")
    assert error is None or (error.path == "page.txt" and error.line is not None)
