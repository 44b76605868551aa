from cms.importer.document import Divider, Document, RichText, Section
from cms.importer.reading import read_document
from cms.importer.repeated_headings import with_repeated_headings
from tests.cms.importer.sources import JEKYLL_PAGE, source


def section(*blocks: RichText | Divider) -> Document:
    return Document("i", "T", "t", sections=(Section("It’s here", 2, "a", tuple(blocks)),))


def test_a_repeated_heading_is_kept_and_reported() -> None:
    read = read_document(source(JEKYLL_PAGE))
    assert "<p>How to join</p>" in repr(read.sections[1])
    assert any("“How to join” stands again" in note.text for note in read.notes)


def test_it_is_removed_when_asked() -> None:
    read = read_document(source(JEKYLL_PAGE), remove_repeated_headings=True)
    assert "<p>How to join</p>" not in repr(read.sections[1])
    assert "<p>Write to" in repr(read.sections[1])


def test_case_and_kind_of_quote_do_not_make_another_heading() -> None:
    removed = with_repeated_headings(section(RichText("<p>it's <b>Here</b></p>"), Divider()), remove=True)
    assert removed.sections[0].blocks == (Divider(),)


def test_other_words_are_never_removed() -> None:
    for blocks in ((RichText("<p>It’s here now</p>"),), (RichText("<ul><li>It’s here</li></ul>"),), (Divider(),), ()):
        document = section(*blocks)
        assert with_repeated_headings(document, remove=True) == document
