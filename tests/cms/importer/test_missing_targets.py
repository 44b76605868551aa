from cms.importer.document import CallToAction, Document, RichText, Section
from cms.importer.missing_targets import with_missing_targets
from cms.importer.reading import read_document
from tests.cms.importer.sources import PLAIN_TEXT, source


def document(html: str) -> Document:
    return with_missing_targets(Document("i", "T", "t", intro=(RichText(html),)))


def test_a_named_target_without_an_address_becomes_an_empty_call_to_action() -> None:
    read = read_document(source(PLAIN_TEXT, "page.txt"))
    assert read.intro[-2:] == (CallToAction("Rural Skills website"), CallToAction("Email"))
    assert "visit the Rural Skills website. For all other enquiries, email" in repr(read.intro[-3])


def test_each_is_reported() -> None:
    notes = [note.text for note in document("<p>Join the mailing list or visit the\xa0Big Farm\xa0website.</p>").notes]
    assert len(notes) == 2
    assert "mailing list" in notes[0]
    assert "Big Farm website" in notes[1]


def test_a_target_with_a_link_is_complete() -> None:
    for html in (
        '<p>Visit the <a href="https://example.org/">Big Farm website</a>.</p>',
        '<p>For enquiries, <a href="mailto:a@example.org">email</a></p>',
        '<p>Enquiries: email <a href="mailto:a@example.org">a@example.org</a></p>',
        "<p>An email tells you more.</p>",
    ):
        assert document(html).intro == (RichText(html),)


def test_a_time_without_a_date_asks_for_a_review_date() -> None:
    (note,) = document("<p>Over the coming months we go on.</p>").notes
    assert "“Over the coming months” has no date: set a review date" in note.text


def test_sections_are_looked_through_too() -> None:
    section = Section("A", 2, "a", (RichText("<p>Sign up for our mailing list</p>"),))
    found = with_missing_targets(Document("i", "T", "t", sections=(section,)))
    assert found.sections[0].blocks[1:] == (CallToAction("Mailing list"),)
