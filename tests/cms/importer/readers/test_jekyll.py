import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.errors import SourceError
from cms.importer.document import Document, NoteKind, RichText
from cms.importer.readers.jekyll import JekyllReader
from cms.importer.rich_text import plain
from tests.cms.importer.sources import JEKYLL_PAGE, error_of, source


def read(text: str, path: str = "page.md") -> Document:
    return JekyllReader().read(source(text, path))


def notes(document: Document, kind: NoteKind) -> list[str]:
    return [note.text for note in document.notes if note.kind is kind]


def test_front_matter_becomes_the_pages_fields() -> None:
    document = read(JEKYLL_PAGE)
    assert document.title == "Learn to code at work"
    assert document.lede == "Short courses for people who already have a job."
    assert document.summary == "Short courses, free for public servants."
    assert (document.permalink, document.slug) == ("/learn/code-at-work", "code-at-work")
    assert document.identity == "permalink:/learn/code-at-work"


def test_headings_become_sections_with_the_ids_that_the_contents_link_to() -> None:
    document = read(JEKYLL_PAGE)
    assert [(s.heading, s.level, s.anchor) for s in document.sections] == [
        ("Whom it’s for", 2, "whom-its-for"),
        ("How to join", 2, "how-to-join"),
    ]
    assert document.intro == ()
    assert document.sections[0].blocks == (
        RichText(
            '<p>Anyone with <i>some</i> time and a <a href="https://example.org/laptop">laptop</a>.</p>'
            "<p>You will:</p><ul><li>read code</li><li>write <b>tests</b></li></ul>"
        ),
    )


def test_what_is_derived_is_said() -> None:
    derived = notes(read(JEKYLL_PAGE), NoteKind.DERIVED)
    assert any(text.startswith("layout:") for text in derived)
    assert any(text.startswith("localnav:") for text in derived)
    assert any("table of contents (2 entries)" in text for text in derived)
    assert any("links back to the top at 1 headings" in text for text in derived)


def test_a_table_of_contents_that_does_not_fit_is_reported() -> None:
    text = JEKYLL_PAGE.replace('text="How to join"', 'text="Joining"')
    assert notes(read(text), NoteKind.PERSON)[:2] == [
        "the table of contents and the headings differ: it lists “How to join”, which is no heading of the page",
        "the table of contents and the headings differ: it does not list the heading “Joining”",
    ]


def test_unknown_keys_are_reported_with_their_line() -> None:
    document = read("---\ntitle: A\nauthor: Nobody\n---\nB\n")
    assert [(n.kind, n.line) for n in document.notes] == [(NoteKind.PERSON, 3)]
    assert "author (Nobody)" in document.notes[0].text


@pytest.mark.parametrize(
    ("head", "path", "slug"),
    [
        ("permalink: /a/b-c/", "x.md", "b-c"),
        ("permalink: /a/b.html", "x.md", "b"),
        ("permalink: /", "x.md", "my-title"),
        ("layout: x", "2018-05-09-some-news.md", "some-news"),
        ("layout: x", "folder/index.md", "my-title"),
        ("permalink: /ä/日本/", "x.md", "my-title"),
    ],
)
def test_slugs(head: str, path: str, slug: str) -> None:
    assert read(f"---\ntitle: My title\n{head}\n---\n", path).slug == slug


def test_lines_of_errors_count_from_the_top_of_the_file() -> None:
    with pytest.raises(SourceError) as caught:
        read("---\ntitle: A\n---\n\nText\n\n{{ site.url }}\n")
    assert caught.value.line == 7


def test_liquid_in_the_front_matter_is_an_error_too() -> None:
    with pytest.raises(SourceError) as caught:
        read("---\ntitle: A\nlede: '{{ page.x }}'\n---\n")
    assert caught.value.line == 3


def test_a_page_needs_a_title() -> None:
    with pytest.raises(SourceError, match="no title"):
        read("---\nlayout: x\n---\nText\n")
    with pytest.raises(SourceError, match="longer than 255"):
        read(f"---\ntitle: {'x' * 256}\n---\n")


def test_without_a_title_the_first_heading_is_it() -> None:
    document = read("# The title\n\nText\n\n## Part\n")
    assert document.title == "The title"
    assert [section.heading for section in document.sections] == ["Part"]


def test_heading_levels_are_two_to_four() -> None:
    document = read("---\ntitle: A\n---\nIntro\n\n# One\n\n### Three\n\n##### Five\n")
    assert document.intro == (RichText("<p>Intro</p>"),)
    assert [(s.heading, s.level) for s in document.sections] == [("One", 2), ("Three", 3), ("Five", 4)]
    assert len(notes(document, NoteKind.PERSON)) == 2


def test_html_pages_are_not_read_as_markdown() -> None:
    document = read("---\ntitle: A\n---\n<p>*b*</p>\n\n    <p>c</p>\n", "page.html")
    assert document.intro == (RichText("<p>*b*</p><p>c</p>"),)


def test_which_files_are_jekyll_pages() -> None:
    reader = JekyllReader()
    assert reader.can_read("a.txt", "---\ntitle: x\n---\n")
    assert reader.can_read("a.MD", "text")
    assert not reader.can_read("a.txt", "--- not\n")
    assert not reader.can_read("a.txt", "Title\n\n---\n")


_WORD = st.text(st.characters(whitelist_categories=["L", "N"]), min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(st.lists(_WORD, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=6))
def test_every_word_of_any_paragraphs_is_kept(paragraphs: list[str]) -> None:
    document = read("---\ntitle: A\n---\n" + "\n\n".join(paragraphs) + "\n")
    assert not document.sections
    words = " ".join(plain(block.html) for block in document.intro if isinstance(block, RichText)).split()
    assert words == " ".join(paragraphs).split()


_MARKS = ["# ", "- ", "1. ", "> ", "\n", "\n\n", "    ", "```", "|", "---", "<div>", "</div>", "*", "_", "`", "[a](b)"]
_MARKS += [
    "<!--",
    "-->",
    "{:",
    "}",
    ": ",
    "[^1]",
    "[^1]: ",
    "<p>",
    "</li>",
    "\\",
    "&",
    "'",
    '"',
    "word",
    " ",
    "{% ",
    "{{",
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_MARKS), max_size=30).map("".join)))
def test_any_text_is_read_or_refused_with_file_and_line(body: str) -> None:
    for text in (body, f"---\ntitle: A\n---\n{body}", f"---\n{body}\n---\n"):
        error = error_of(JekyllReader(), text, "page.md")
        assert error is None or (error.path == "page.md" and error.line is not None)
